package org.catalogsync.sync.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.catalogsync.quality.tally.Example;
import org.junit.jupiter.api.Test;

class VisibleTest {

    @Test
    void leavesReadableTextAlone() {
        assertThat(Visible.of("海風の子どもたち　第１２巻\n\t𠮷田")).isEqualTo("海風の子どもたち　第１２巻\n\t𠮷田");
        assertThat(Visible.of(null)).isEmpty();
    }

    @Test
    void namesWhatCannotBeSeen() {
        assertThat(Visible.of("a\u0000b\u202Ec\uE012d\u200Be\r"))
                .isEqualTo("a⟨U+0000⟩b⟨U+202E⟩c⟨U+E012⟩d⟨U+200B⟩e⟨U+000D⟩");
    }

    @Property(tries = 200)
    void anyTextCanStandInAPage(@ForAll String text) throws Exception {
        Map<String, List<Example>> examples = Map.of("isbn_format", List.of(new Example(text, 1, text, text, text)));

        RenderedPage page = RenderedPage.of(PageTemplate.render(Page.of(SampleRuns.completed(), examples)));

        assertThat(page.texts("//details")).hasSize(1);
    }
}
