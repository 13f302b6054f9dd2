package org.catalogsync.sync.progress;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar for a terminal: rows, rate and time left of the step that runs. */
public final class BarProgress implements Progress {
    private final PrintStream terminal;
    private @Nullable ProgressBar bar;

    public BarProgress(PrintStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void begin(String step, long rows) {
        finish();
        bar = new ProgressBarBuilder()
                .setTaskName(String.format(java.util.Locale.ROOT, "%-10s", step))
                .setInitialMax(rows > 0 ? rows : -1)
                .setUnit(" rows", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .showSpeed()
                .setConsumer(new me.tongfei.progressbar.ConsoleProgressBarConsumer(terminal))
                .build();
    }

    @Override
    public synchronized void advance(String step, long rows) {
        if (bar != null) {
            bar.stepBy(rows);
        }
    }

    @Override
    public synchronized void waited(String services) {
        if (bar != null && !services.isEmpty()) {
            bar.setExtraMessage(" waited: " + services);
        }
    }

    @Override
    public synchronized void end(String step, boolean completed) {
        finish();
    }

    @Override
    public synchronized void note(String text) {
        finish();
        terminal.println(text);
    }

    @Override
    public synchronized void close() {
        finish();
    }

    private void finish() {
        ProgressBar open = bar;
        if (open != null) {
            open.close();
            bar = null;
        }
    }
}
