package org.jilian.console;

/** Carries a problem to where answers are written. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.reason().code());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
