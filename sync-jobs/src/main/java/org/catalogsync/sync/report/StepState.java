package org.catalogsync.sync.report;

import org.catalogsync.sync.run.RunStatus;

/** How a step stands: in words, with a sign and a tone, so that nothing hangs on colour. */
enum StepState {
    DONE("done", "✓", Tone.GOOD),
    RUNNING("at work", "…", Tone.INFO),
    FAILED("failed here", "✗", Tone.BAD),
    STOPPED("stopped here", "■", Tone.IDLE),
    GATED("gated here", "!", Tone.WARN),
    NOT_REACHED("not reached", "–", Tone.IDLE),
    NOT_IN_DRY_RUN("not in a dry run", "–", Tone.IDLE);

    private final String words;
    private final String sign;
    private final Tone tone;

    StepState(String words, String sign, Tone tone) {
        this.words = words;
        this.sign = sign;
        this.tone = tone;
    }

    String words() {
        return words;
    }

    String sign() {
        return sign;
    }

    Tone tone() {
        return tone;
    }

    /** The state of the step in which a run stands or ended. */
    static StepState endedAs(RunStatus status) {
        return switch (status) {
            case RUNNING -> RUNNING;
            case COMPLETED -> DONE;
            case FAILED -> FAILED;
            case STOPPED, ABANDONED -> STOPPED;
            case GATED -> GATED;
        };
    }
}
