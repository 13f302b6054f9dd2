package org.catalogsync.erp.facade.http;

import java.util.List;

/** The request has no other answer than a problem. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public Refused(Problem problem) {
        super(problem.detail(), null, false, false); // a client's mistake is no event worth a stack trace
        this.problem = problem;
    }

    /** HTTP 400 because of one value. */
    public static Refused value(String code, WrongValue wrong) {
        return new Refused(Problem.of(
                        400,
                        code,
                        wrong.in() + ": expected " + wrong.expected() + ", found '" + wrong.value() + "': "
                                + wrong.found())
                .because(List.of(wrong)));
    }

    public Problem problem() {
        return problem;
    }
}
