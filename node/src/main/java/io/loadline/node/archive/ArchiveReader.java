package io.loadline.node.archive;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The part of the archive that does not change it; also open to a second process. */
public interface ArchiveReader extends AutoCloseable {
  /** The bundle of a height, if that round is stored. */
  Optional<byte[]> round(long height);

  /** The highest stored round. */
  OptionalLong latestRound();

  /** Stored heights at or below {@code fromHeight}, falling, at most {@code limit} of them. */
  List<Long> roundHeights(long fromHeight, int limit);

  /** A certificate kept for a height. */
  Optional<byte[]> certificate(CertificateKind kind, long height);

  /** All evidence of misbehaviour, in the order of its hash, at most {@code limit} pieces. */
  List<byte[]> evidence(int limit);

  /** All that this identity has signed and that is not dead. */
  SigningContent signingContent();

  /** A small named value. */
  Optional<byte[]> meta(String name);

  @Override
  void close();
}
