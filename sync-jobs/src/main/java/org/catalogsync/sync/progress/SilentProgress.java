package org.catalogsync.sync.progress;

import java.io.PrintStream;

/** Only remarks. */
public final class SilentProgress implements Progress {
    private final PrintStream out;

    public SilentProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(String step, long rows) {}

    @Override
    public void advance(String step, long rows) {}

    @Override
    public void end(String step, boolean completed) {}

    @Override
    public void note(String text) {
        out.println(text);
    }

    @Override
    public void close() {
        out.flush();
    }
}
