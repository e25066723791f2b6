package io.loadline.node.cli;

/** The public exit codes. */
final class ExitCode {
  static final int DONE = 0;

  /** It did not work; the same command may work later. */
  static final int FAILED = 1;

  /** The command or a file of settings is wrong. */
  static final int USAGE = 2;

  /** The question was answered, and the answer is no. */
  static final int VERIFICATION_SAYS_NO = 3;

  private ExitCode() {}
}
