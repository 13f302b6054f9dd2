package org.catalogsync.devstack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What is refused before anything is looked for or started. */
class ErpCommandTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "soap                                  | Missing required option: '--catalogue=FILE'",
                "soap --catalogue no/such/file         | there is no readable file 'no/such/file'",
                "soap --catalogue database --latency 9 | latency expected P50/P99 in milliseconds",
                "soap --catalogue database --limit 0   | limit expected 1 to 10000 in 1,000 ms, found 0",
                "fault                                 | Missing required parameter: 'KIND'",
                "fault slowly                          | there is no fault 'slowly'; there are fault500 fault200 html503",
                "fault cut --rate 1.5                  | rate expected above 0 and up to 1, found 1.5",
                "fault cut --rate 0                    | rate expected above 0 and up to 1, found 0.0",
                "fault cut --rate much                 | 'much' is not a double",
                "fault slow --delay 61                 | delay expected 0 to 60000 ms, found 61000 ms",
                "fault cut --delay 3                   | --delay goes with slow alone",
                "fault off --rate 1                    | off takes neither --rate nor --delay"
            })
    void wrongUseIsAnsweredWithUsage(String arguments, String said) {
        StringWriter err = new StringWriter();

        int code =
                new CommandLine(new ErpCommand()).setErr(new PrintWriter(err)).execute(arguments.split(" "));

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains(said);
    }
}
