package io.loadline.node.archive;

import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * One node's memory. Every write is on disk when the call returns. Thread-safe; order between
 * writers is theirs to keep.
 */
public interface Archive extends ArchiveReader {
  /**
   * Stores a finished round, bundle and COMMIT certificate in one batch. The first bundle of a
   * height stays: a group signature can be made twice over one report, and one of them is enough.
   *
   * @return true if it was stored, false if the height had one
   */
  boolean putRound(long height, byte[] bundle, byte[] commitCertificate);

  /** Drops bundles below a height; what their certificates prove stays. */
  void pruneRoundsBelow(long height);

  /** What the identity key signed. */
  SigningRecord signingRecord();

  /** Stores or replaces a certificate. */
  void putCertificate(CertificateKind kind, long height, byte[] certificate);

  /** Drops certificates of a kind below a height. */
  void pruneCertificatesBelow(CertificateKind kind, long height);

  /** Keeps a piece of evidence; true if it is new. */
  boolean addEvidence(byte[] evidence);

  /** Journals a transaction before it is sent, or replaces what is known of it. */
  void putTransaction(long chainId, long nonce, byte[] transaction);

  /** Forgets a transaction that has left the reorg window. */
  void removeTransaction(long chainId, long nonce);

  /** Journalled transactions of a chain by nonce. */
  SortedMap<Long, byte[]> transactions(long chainId);

  /** The highest journalled nonce of a chain. */
  OptionalLong highestNonce(long chainId);

  /** Sets a small named value. */
  void putMeta(String name, byte[] value);
}
