package io.loadline.node.archive;

/** What a stored certificate proves. The code is part of the database key and never changes. */
public enum CertificateKind {
  /** A quorum prepared a digest: the lock of a height that is still open. */
  PREPARED(1),
  /** A quorum committed to a digest: the height is decided. */
  COMMIT(2);

  private final byte code;

  CertificateKind(int code) {
    this.code = (byte) code;
  }

  byte code() {
    return code;
  }
}
