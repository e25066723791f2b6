package io.loadline.consensus.ceremony;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which messages of one stage a holder has seen: content hashes by author. Encoded as 33 bytes per
 * entry, author and hash, strictly rising. Two hashes of one author show that it said two things.
 */
final class View {
  /** Bounds a view to an observation body's 8 KiB: 64 + 64 participants and many equivocators. */
  static final int MAX_ENTRIES = 240;

  private static final int ENTRY = 1 + Digest.LENGTH;

  private final SortedMap<Integer, SortedSet<Digest>> contents = new TreeMap<>();
  private int entries;

  /** Adds an entry, unless the view is full. */
  void add(int author, Digest content) {
    if (entries < MAX_ENTRIES
        && contents.computeIfAbsent(author, _ -> new TreeSet<>()).add(content)) {
      entries++;
    }
  }

  /** Adds all that another view has, without bound: a quorum of bounded views. */
  void addAll(View other) {
    other.contents.forEach(
        (author, hashes) -> contents.computeIfAbsent(author, _ -> new TreeSet<>()).addAll(hashes));
  }

  /** Content hashes by author. */
  SortedMap<Integer, SortedSet<Digest>> contents() {
    return contents;
  }

  Bytes encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    contents.forEach((author, hashes) ->
        hashes.forEach(hash -> {
          out.write(author);
          out.writeBytes(hash.bytes());
        }));
    return Bytes.of(out.toByteArray());
  }

  /** Reads a member's view. */
  static Optional<View> decode(Bytes encoded) {
    return decode(encoded, MAX_ENTRIES);
  }

  /** Reads a union of views. */
  static Optional<View> decodeUnion(Bytes encoded) {
    return decode(encoded, MAX_ENTRIES * CeremonyPlan.MAX_PARTICIPANTS);
  }

  private static Optional<View> decode(Bytes encoded, int maxEntries) {
    byte[] bytes = encoded.toArray();
    if (bytes.length % ENTRY != 0 || bytes.length / ENTRY > maxEntries) {
      return Optional.empty();
    }
    View view = new View();
    byte[] last = {};
    for (int at = 0; at < bytes.length; at += ENTRY) {
      byte[] entry = Arrays.copyOfRange(bytes, at, at + ENTRY);
      if (Arrays.compareUnsigned(last, entry) >= 0
          || (entry[0] & 0xff) >= CeremonyPlan.MAX_PARTICIPANTS) {
        return Optional.empty();
      }
      view.contents
          .computeIfAbsent((int) entry[0], _ -> new TreeSet<>())
          .add(Digest.of(Arrays.copyOfRange(entry, 1, ENTRY)));
      last = entry;
    }
    return Optional.of(view);
  }
}
