package io.loadline.node.bundle;

import io.loadline.consensus.Keccak;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * The outer form of a bundle: a table of parts with their hashes, the parts, a hash of it all. It
 * knows nothing of what the parts hold.
 */
final class BundleFile {
  static final long MAX_BYTES = 1L << 30;

  private static final byte[] MAGIC = "LLBUNDLE".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int HASH = 32;
  private static final int HEAD_BYTES = MAGIC.length + 2 * Short.BYTES;
  private static final int ENTRY_BYTES = Short.BYTES + Long.BYTES + HASH;

  private BundleFile() {}

  /** All parts in the order of their ids. */
  static byte[] write(Map<BundlePart, byte[]> parts) {
    long size = HEAD_BYTES + (long) ENTRY_BYTES * BundlePart.values().length + HASH;
    for (BundlePart part : BundlePart.values()) {
      size += content(parts, part).length;
    }
    if (size > MAX_BYTES) {
      throw new IllegalArgumentException("a bundle has at most 1 GiB, was " + size);
    }
    ByteBuffer out = ByteBuffer.allocate((int) size);
    out.put(MAGIC).putShort((short) VERSION).putShort((short) BundlePart.values().length);
    for (BundlePart part : BundlePart.values()) {
      byte[] content = content(parts, part);
      out.putShort((short) part.id()).putLong(content.length).put(hash(content));
    }
    for (BundlePart part : BundlePart.values()) {
      out.put(content(parts, part));
    }
    out.put(hash(Arrays.copyOf(out.array(), out.position())));
    return out.array();
  }

  /** Splits a file whose every byte is accounted for. */
  static Map<BundlePart, byte[]> read(byte[] file) throws BundleException {
    BundlePart[] parts = BundlePart.values();
    int contentStart = HEAD_BYTES + ENTRY_BYTES * parts.length;
    check(file.length >= contentStart + HASH, "file", "is too short for a bundle");
    ByteBuffer in = ByteBuffer.wrap(file);
    byte[] magic = new byte[MAGIC.length];
    in.get(magic);
    check(Arrays.equals(magic, MAGIC), "file header", "does not start with LLBUNDLE");
    int version = Short.toUnsignedInt(in.getShort());
    check(version == VERSION, "file header", "version " + version + " is not " + VERSION);
    int count = Short.toUnsignedInt(in.getShort());
    check(count == parts.length, "file header", count + " parts where " + parts.length + " belong");

    long[] lengths = new long[parts.length];
    byte[][] hashes = new byte[parts.length][HASH];
    long remaining = (long) file.length - contentStart - HASH;
    for (int i = 0; i < parts.length; i++) {
      int id = Short.toUnsignedInt(in.getShort());
      check(
          BundlePart.ofId(id).filter(parts[i]::equals).isPresent(),
          "part table",
          "id " + id + " where " + parts[i].id() + " (" + parts[i].label() + ") belongs");
      lengths[i] = in.getLong();
      in.get(hashes[i]);
      check(
          lengths[i] >= 0 && lengths[i] <= remaining,
          "part table",
          "length of the " + parts[i].label() + " is beyond the end of the file");
      remaining -= lengths[i];
    }
    check(remaining == 0, "part table", "lengths leave " + remaining + " bytes over");

    Map<BundlePart, byte[]> contents = new EnumMap<>(BundlePart.class);
    for (int i = 0; i < parts.length; i++) {
      byte[] content = new byte[(int) lengths[i]];
      in.get(content);
      check(
          Arrays.equals(hash(content), hashes[i]),
          parts[i].label(),
          "content is not what its hash in the part table says");
      contents.put(parts[i], content);
    }
    byte[] whole = hash(Arrays.copyOf(file, file.length - HASH));
    check(
        Arrays.equals(whole, Arrays.copyOfRange(file, file.length - HASH, file.length)),
        "file hash",
        "the last 32 bytes are not the hash of all before");
    return contents;
  }

  private static byte[] content(Map<BundlePart, byte[]> parts, BundlePart part) {
    byte[] content = parts.get(part);
    if (content == null) {
      throw new IllegalArgumentException("the " + part.label() + " is missing");
    }
    return content;
  }

  private static byte[] hash(byte[] content) {
    return Keccak.hash(content).bytes();
  }

  private static void check(boolean holds, String place, String reason) throws BundleException {
    if (!holds) {
      throw new BundleException(place, reason);
    }
  }
}
