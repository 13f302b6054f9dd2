package org.catalogsync.sync.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The page's template. Every value is escaped, but for the style sheet, which is ours. */
final class PageTemplate {
    private static final String FOLDER = "/report/";

    private static final Template TEMPLATE = Mustache.compiler()
            .escapeHTML(true)
            // A null is an absent value; a name that no record has is a mistake and throws, in sections too.
            .nullValue("")
            .emptyStringIsFalse(true)
            .strictSections(true)
            .withLoader(name -> new StringReader(resource(name + ".mustache")))
            .compile(resource("page.mustache"));

    private static final String STYLE = resource("style.css");

    private PageTemplate() {}

    static String render(Page page) {
        return TEMPLATE.execute(new Document(page, STYLE));
    }

    /** What the template sees. */
    record Document(Page page, String style) {}

    private static String resource(String name) {
        try (InputStream bytes =
                Objects.requireNonNull(PageTemplate.class.getResourceAsStream(FOLDER + name), FOLDER + name)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FOLDER + name, e);
        }
    }
}
