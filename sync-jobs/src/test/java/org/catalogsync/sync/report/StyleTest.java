package org.catalogsync.sync.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text is readable on what it stands on, by the formula of WCAG 2. */
class StyleTest {
    private static final double LEAST = 4.5;
    private static final Pattern COLOUR = Pattern.compile("--([a-z-]+):\\s*#([0-9a-f]{6});");

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void textContrastsWithItsGround(String scheme) throws IOException {
        Map<String, Integer> colours = colours(scheme);

        for (String ground : List.of("page", "soft", "good-soft", "info-soft", "warn-soft", "bad-soft", "idle-soft")) {
            for (String text : List.of("ink", "muted", "link")) {
                assertThat(contrast(colours, text, ground))
                        .as("%s on %s", text, ground)
                        .isGreaterThanOrEqualTo(LEAST);
            }
        }
        for (Tone tone : Tone.values()) {
            assertThat(contrast(colours, tone.toString(), tone + "-soft"))
                    .as("%s", tone)
                    .isGreaterThanOrEqualTo(LEAST);
        }
        assertThat(contrast(colours, "bad", "page")).isGreaterThanOrEqualTo(LEAST);
    }

    private static Map<String, Integer> colours(String scheme) throws IOException {
        String css;
        try (InputStream in = Objects.requireNonNull(StyleTest.class.getResourceAsStream("/report/style.css"))) {
            css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        int dark = css.indexOf("@media screen and (prefers-color-scheme: dark)");
        Map<String, Integer> colours = new HashMap<>();
        COLOUR.matcher(scheme.equals("dark") ? css.substring(dark) : css.substring(0, dark))
                .results()
                .forEach(match -> colours.put(match.group(1), Integer.parseInt(match.group(2), 16)));
        return colours;
    }

    private static double contrast(Map<String, Integer> colours, String text, String ground) {
        double one = luminance(Objects.requireNonNull(colours.get(text), text));
        double other = luminance(Objects.requireNonNull(colours.get(ground), ground));
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int channel) {
        double c = (channel & 0xff) / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
