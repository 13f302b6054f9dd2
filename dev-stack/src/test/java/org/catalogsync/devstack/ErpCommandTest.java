package org.catalogsync.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the launcher refuses before it builds or starts anything. */
class ErpCommandTest {

    private static final Path ROOT = Path.of(System.getProperty("catalogsync.root"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                    | say what.",
                "drop                | there is no command 'erp drop'.",
                "up redis            | erp up takes nothing more, or soap.",
                "down soap           | erp down takes nothing more.",
                "fault               | erp fault takes the kind of fault, or off.",
                "sql                 | erp sql takes one statement, in quotes.",
                "sql SELECT 1        | erp sql takes one statement, in quotes.",
                "load                | erp load takes one file.",
                "load no/such/file   | there is no readable file 'no/such/file'."
            })
    void wrongUseIsAnsweredWithUsage(String arguments, String said) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(ROOT.resolve("catalog-sync").toString(), "erp"));
        if (arguments != null) {
            command.addAll(List.of(arguments.split(" ")));
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(output).startsWith("catalog-sync: " + said).contains("Usage: ./catalog-sync erp COMMAND");
    }
}
