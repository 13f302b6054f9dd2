package org.catalogsync.devstack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What is refused before anything is looked for. */
class ModelCommandTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "fault                       | Missing required parameter: 'KIND'",
                "fault dream                 | there is no fault 'dream'; there are throttle throttle_mid_stream hang",
                "fault throttle --rate 1.5   | rate expected above 0 and up to 1, found 1.5",
                "fault throttle --rate often | 'often' is not a double",
                "fault off --rate 1          | off takes no --rate",
                "moods                       | Unmatched argument at index 0: 'moods'"
            })
    void wrongUseIsAnsweredWithUsage(String arguments, String said) {
        StringWriter err = new StringWriter();

        int code =
                new CommandLine(new ModelCommand()).setErr(new PrintWriter(err)).execute(arguments.split(" "));

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains(said);
    }
}
