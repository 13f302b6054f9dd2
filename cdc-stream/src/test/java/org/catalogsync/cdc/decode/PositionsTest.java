package org.catalogsync.cdc.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PositionsTest {

    @Property
    void binlogPositionsAreOrderedByFileThenOffset(
            @ForAll @IntRange(min = 1, max = 2_000_000) int fileA,
            @ForAll @LongRange(min = 0, max = 1L << 40) long offsetA,
            @ForAll @IntRange(min = 1, max = 2_000_000) int fileB,
            @ForAll @LongRange(min = 0, max = 1L << 40) long offsetB) {
        int expected = fileA != fileB ? Integer.compare(fileA, fileB) : Long.compare(offsetA, offsetB);

        for (PositionFormat format : new PositionFormat[] {PositionFormat.MYSQL, PositionFormat.AUTO}) {
            BigInteger a = number(format, String.format("mysql-bin.%06d:%d", fileA, offsetA));
            BigInteger b = number(format, String.format("mysql-bin.%06d:%d:-1:7", fileB, offsetB));
            assertThat(a.compareTo(b)).isEqualTo(expected);
        }
    }

    @Property
    void sequenceNumbersOfPostgresAreOrderedAsUnsigned64Bits(@ForAll long a, @ForAll long b) {
        BigInteger first = number(PositionFormat.POSTGRES, lsn(a));
        BigInteger second = number(PositionFormat.AUTO, lsn(b) + ".3." + lsn(b));

        assertThat(first.compareTo(second)).isEqualTo(Long.compareUnsigned(a, b));
    }

    @Property
    void plainNumbersAreOrderedAsNumbers(@ForAll @LongRange(min = 0) long a, @ForAll @LongRange(min = 0) long b) {
        for (PositionFormat format :
                new PositionFormat[] {PositionFormat.NUMBER, PositionFormat.ORACLE, PositionFormat.AUTO}) {
            assertThat(number(format, "" + a).compareTo(number(format, "000" + b)))
                    .isEqualTo(Long.compare(a, b));
        }
    }

    @Property
    void anyTextIsAPositionOrNone(@ForAll String text, @ForAll PositionFormat format) {
        BigInteger position = Positions.parse(format, text);

        assertThat(position == null || position.signum() >= 0).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "mysql-bin-changelog.000024:373,24,373",
        "mysql.bin.8.0.000024:373,24,373",
        "mysql-bin-changelog.157832:1975:-1:2002:677883278264080:mysql-bin-changelog.157832:1876,157832,1975",
        "checkpoint:V1#27#mysql-bin-changelog.157832:1975:-1:2002:677883278264080:mysql-bin-changelog.157832:1876#0#0#*#0#93,157832,1975",
    })
    void binlogPositionsReadFromEveryFormThatDmsDocuments(String text, long file, long offset) {
        assertThat(Positions.parse(PositionFormat.MYSQL, text))
                .isEqualTo(BigInteger.valueOf(file).shiftLeft(64).add(BigInteger.valueOf(offset)));
    }

    @Test
    void capturedPositionOfPostgresIsItsFirstSequenceNumber() {
        assertThat(Positions.parse(PositionFormat.POSTGRES, "00000002/7C007178.3.00000002/7C007178"))
                .isEqualTo(new BigInteger("27C007178", 16));
        assertThat(Positions.parse(PositionFormat.AUTO, "16/B374D848")).isEqualTo(new BigInteger("16B374D848", 16));
    }

    @ParameterizedTest
    @CsvSource({
        "MYSQL,4567", "MYSQL,binlog:1", "MYSQL,.1:2", "MYSQL,a.1:", "MYSQL,a.:1", "MYSQL,a.1:99999999999999999999",
        "MYSQL,checkpoint:V1", "POSTGRES,16", "POSTGRES,16/", "POSTGRES,/16", "POSTGRES,16/123456789", "POSTGRES,1G/1",
        "POSTGRES,１/1", "ORACLE,-5", "ORACLE,0x1F", "NUMBER,1.5", "NUMBER,１２", "AUTO,somewhere",
        "NUMBER,11111111111111111111111111111111111111111", "NONE,12"
    })
    void otherTextsAreNoPosition(PositionFormat format, String text) {
        assertThat(Positions.parse(format, text)).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void emptyTextIsNoPosition(PositionFormat format) {
        assertThat(Positions.parse(format, "")).isNull();
    }

    private static String lsn(long position) {
        return String.format("%X/%08X", position >>> 32, position & 0xFFFFFFFFL);
    }

    private static BigInteger number(PositionFormat format, String text) {
        return Objects.requireNonNull(Positions.parse(format, text), text);
    }
}
