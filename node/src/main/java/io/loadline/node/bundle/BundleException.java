package io.loadline.node.bundle;

/** Bytes that are not a bundle, or not the canonical form of one; says the first place. */
public final class BundleException extends Exception {
  private final String place;
  private final String reason;

  /** {@code place} is a noun, {@code reason} says what is wrong with it. */
  public BundleException(String place, String reason) {
    super(place + ": " + reason);
    this.place = place;
    this.reason = reason;
  }

  /** The first place that is wrong. */
  public String place() {
    return place;
  }

  /** What is wrong there. */
  public String reason() {
    return reason;
  }
}
