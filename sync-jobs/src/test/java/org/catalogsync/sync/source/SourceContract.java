package org.catalogsync.sync.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.catalogsync.sync.declaration.Declarations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every kind of source must do. */
abstract class SourceContract {

    @TempDir
    Path scratch;

    /** Puts a file into the place that {@link #open} opens. */
    abstract void put(String name, byte[] bytes) throws IOException;

    /** Opens the place as a source. */
    abstract Source open(@Nullable Path declaration);

    private void put(String name, String text) throws IOException {
        put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static UnusableInput refused(ThrowingCallable act) {
        return catchThrowableOfType(UnusableInput.class, act);
    }

    @Test
    void ordersAFullLoadByItsHexadecimalCounter() throws IOException {
        for (int i = 17; i >= 1; i--) {
            put("MANGA/PRODUCTS/LOAD%08X.csv".formatted(i), "row " + i + "\n");
        }

        Source source = open(null);

        assertThat(source.declaration().name()).isEqualTo("dms-full-load");
        assertThat(source.files()).hasSize(17);
        assertThat(source.files().get(8).name()).isEqualTo("MANGA/PRODUCTS/LOAD00000009.csv");
        assertThat(source.files().get(9).name()).isEqualTo("MANGA/PRODUCTS/LOAD0000000A.csv");
        assertThat(source.files().get(16).name()).isEqualTo("MANGA/PRODUCTS/LOAD00000011.csv");
    }

    @Test
    void namesTheFilesThatAGapInTheCounterBetrays() throws IOException {
        put("LOAD00000001.csv", "");
        put("LOAD00000003.csv", "");
        put("LOAD0000000B.csv", "");

        UnusableInput refusal = refused(() -> open(null));

        assertThat(refusal.code()).isEqualTo("source_incomplete");
        assertThat(refusal.expected())
                .startsWith("LOAD00000002.csv, LOAD00000004.csv")
                .endsWith("and 3 more");
        assertThat(refusal.found()).isEqualTo("3 files up to LOAD0000000B.csv");
    }

    @Test
    void missesTheFirstFileOfAFullLoad() throws IOException {
        put("LOAD00000002.csv", "");

        assertThat(refused(() -> open(null)).expected()).isEqualTo("LOAD00000001.csv");
    }

    @Test
    void refusesFullLoadsOfTwoTables() throws IOException {
        put("MANGA/PRODUCTS/LOAD00000001.csv", "");
        put("MANGA/AUTHORS/LOAD00000002.csv", "");

        assertThat(refused(() -> open(null)).found()).isEqualTo("MANGA/AUTHORS/, MANGA/PRODUCTS/");
    }

    @Test
    void readsTheBytesOfAFile() throws IOException {
        put("products.csv", "漢字\r\n");

        Source source = open(null);
        SourceFile file = source.files().getFirst();

        assertThat(file.bytes()).isEqualTo(8);
        try (InputStream in = source.open(file)) {
            assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("漢字\r\n");
        }
        assertThat(source.locate(file)).endsWith("/products.csv");
    }

    @Test
    void namesDataThatItIgnoresAndPassesOverTheRest() throws IOException {
        put("products.csv", "");
        put("expected.json", "");
        put(".hidden.csv", "");
        put("old/products.csv", "");
        put("PRICES.CSV", "");

        Source source = open(null);

        assertThat(source.files()).extracting(SourceFile::name).containsExactly("products.csv");
        assertThat(source.ignored()).containsExactly(".hidden.csv", "PRICES.CSV", "old/products.csv");
    }

    @Test
    void prefersTheDeclarationBesideTheFiles() throws IOException {
        put("products.csv", "");
        put("stock.csv", "");
        put("source.yaml", declarationOf("stock*.csv"));
        Path given = Files.writeString(scratch.resolve("given.yaml"), declarationOf("products*.csv"));

        Source source = open(given);

        assertThat(source.files()).extracting(SourceFile::name).containsExactly("stock.csv");
        assertThat(source.declaration().origin()).endsWith("/source.yaml");
    }

    @Test
    void takesTheGivenDeclarationBeforeABundledOne() throws IOException {
        put("products.csv", "");
        put("stock.csv", "");
        Path given = Files.writeString(scratch.resolve("given.yaml"), declarationOf("stock*.csv"));

        assertThat(open(given).files()).extracting(SourceFile::name).containsExactly("stock.csv");
    }

    private static String declarationOf(String files) {
        return Declarations.bundled("erp-dump").text().replace("products*.csv", files);
    }

    @Test
    void refusesToChooseBetweenTwoBundledDeclarations() throws IOException {
        put("products.csv", "");
        put("LOAD00000001.csv", "");

        UnusableInput refusal = refused(() -> open(null));

        assertThat(refusal.code()).isEqualTo("declaration_invalid");
        assertThat(refusal.what()).startsWith("more than one");
    }

    @Test
    void saysWhichNamesItWouldUnderstand() throws IOException {
        put("stock.csv", "");

        UnusableInput refusal = refused(() -> open(null));

        assertThat(refusal.code()).isEqualTo("declaration_invalid");
        assertThat(refusal.expected()).contains("source.yaml", "--declaration", "products*.csv");
        assertThat(refusal.found()).isEqualTo("stock.csv");
    }

    @Test
    void passesOnEveryMistakeOfADeclaration() throws IOException {
        put("products.csv", "");
        put(
                "source.yaml",
                declarationOf("products.csv").replace("Asia/Tokyo", "Nowhere").replace("header: yes", "header: 2"));

        UnusableInput refusal = refused(() -> open(null));

        assertThat(refusal.code()).isEqualTo("declaration_invalid");
        assertThat(refusal.problems()).hasSize(2);
        assertThat(refusal.where()).endsWith("/source.yaml:5");
        assertThat(refusal).hasMessageContaining("source.yaml:7").hasMessageContaining("'Nowhere'");
    }

    @Test
    void refusesAFolderOfWhichNothingMatches() throws IOException {
        put("stock.csv", "");
        put("source.yaml", declarationOf("products*.csv"));

        UnusableInput refusal = refused(() -> open(null));

        assertThat(refusal.code()).isEqualTo("source_empty");
        assertThat(refusal.expected()).isEqualTo("files like products*.csv");
    }

    @Test
    void refusesAnEmptyFolder() {
        assertThat(refused(() -> open(null)).code()).isEqualTo("source_empty");
    }

    @Test
    void refusesADeclarationThatIsNotThere() throws IOException {
        put("products.csv", "");

        UnusableInput refusal = refused(() -> open(scratch.resolve("nowhere.yaml")));

        assertThat(refusal.code()).isEqualTo("source_missing");
        assertThat(refusal.where()).endsWith("nowhere.yaml");
    }

    @Test
    void refusesAFileThatIsGone() throws IOException {
        put("products.csv", "");
        Source source = open(null);

        UnusableInput refusal = refused(() -> source.open(new SourceFile("gone.csv", 1, null)));

        assertThat(refusal.code()).isEqualTo("source_unreadable");
        assertThat(refusal.where()).endsWith("/gone.csv");
    }
}
