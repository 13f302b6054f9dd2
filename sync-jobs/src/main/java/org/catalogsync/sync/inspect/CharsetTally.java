package org.catalogsync.sync.inspect;

import java.util.Optional;
import org.catalogsync.sync.record.SourceCharset;
import org.catalogsync.sync.source.UnusableInput.Problem;

/** Counts rows by the charsets that their bytes could be of. ASCII is of every charset and says nothing. */
final class CharsetTally {
    private final SourceCharset declared;
    private final SourceCharset other;
    private long telling;
    private long undecodable;
    private long ofOther;
    private long firstSuspect;

    CharsetTally(SourceCharset declared) {
        this.declared = declared;
        this.other = switch (declared) {
            case UTF_8 -> SourceCharset.WINDOWS_31J;
            case WINDOWS_31J -> SourceCharset.UTF_8;
        };
    }

    void see(byte[] row, long line) {
        if (ascii(row)) {
            return;
        }
        telling++;
        boolean decodes = declared.decodes(row);
        // nearly any UTF-8 text happens to be windows-31j, but hardly any windows-31j text is UTF-8
        boolean fitsOther = other.decodes(row) && (!decodes || other == SourceCharset.UTF_8);
        undecodable += decodes ? 0 : 1;
        ofOther += fitsOther ? 1 : 0;
        if ((!decodes || fitsOther) && firstSuspect == 0) {
            firstSuspect = line;
        }
    }

    private static boolean ascii(byte[] row) {
        int seen = 0;
        for (byte character : row) {
            seen |= character;
        }
        return seen >= 0;
    }

    Optional<Problem> problem(String path) {
        if (!Evidence.most(ofOther, telling) && !Evidence.most(undecodable, telling)) {
            return Optional.empty();
        }
        String found = Evidence.most(ofOther, telling)
                ? ofOther + " of " + telling + " rows beyond ASCII are " + other
                : undecodable + " of " + telling + " rows beyond ASCII are neither " + declared + " nor " + other;
        return Optional.of(
                new Problem("not in the declared charset", path + ":" + firstSuspect, declared.toString(), found));
    }
}
