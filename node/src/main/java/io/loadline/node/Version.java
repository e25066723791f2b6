package io.loadline.node;

import java.util.Optional;

/** The version of this build. */
public final class Version {
  private Version() {}

  /** As in the jar's manifest; classes run from a build folder say so. */
  public static String current() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("0.1.0-development");
  }
}
