package io.loadline.consensus.frost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes docs/vectors/frost-threshold.json: signatures that several signers made together, and
 * those whose numbers start with a zero byte, where a variable-length encoding goes wrong. Run it
 * from the module's folder with the test class path.
 */
final class ThresholdVectors {
  private static final int[][] GROUPS = {{1, 1}, {3, 2}, {4, 3}, {7, 5}, {13, 9}, {16, 11}};

  private final List<Map<String, Object>> vectors = new ArrayList<>();

  private ThresholdVectors() {}

  /** Writes the file. */
  public static void main(String[] args) throws IOException {
    ThresholdVectors all = new ThresholdVectors();
    for (int[] size : GROUPS) {
      all.addGroup(size[0], size[1]);
    }
    all.addWithLeadingZero("z", signature -> signature.z().toBytes()[0] == 0);
    all.addWithLeadingZero("R.x", signature -> signature.groupCommitment().x()[0] == 0);
    all.addWithLeadingZero("R.y", signature -> signature.groupCommitment().y()[0] == 0);
    Files.writeString(
        Path.of("..", "docs", "vectors", "frost-threshold.json"),
        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(all.vectors)
            + "\n");
  }

  private void addGroup(int members, int threshold) {
    TestGroup group = new TestGroup(members, threshold, 100 + members);
    String name = threshold + " of " + members;
    int[] first = IntStream.rangeClosed(1, threshold).toArray();
    int[] last = IntStream.rangeClosed(members - threshold + 1, members).toArray();
    for (int[] signers : List.of(first, last)) {
      byte[] message = message(group);
      add(group, message, group.new Session(message, signers).signature(), true, name);
    }
    // What all but one gave is no signature.
    byte[] message = message(group);
    TestGroup.Session session = group.new Session(message, first);
    Scalar z =
        session.sign().stream().skip(1).map(SignatureShare::z).reduce(Scalar.ONE, Scalar::plus);
    add(
        group,
        message,
        new GroupSignature(session.context.groupCommitment(), z),
        false,
        name + ": without one share");
  }

  private void addWithLeadingZero(String what, Predicate<GroupSignature> wanted) {
    TestGroup group = new TestGroup(3, 2, 7);
    for (int found = 0; found < 2; ) {
      byte[] message = message(group);
      GroupSignature signature = group.new Session(message, 1, 3).signature();
      if (wanted.test(signature)) {
        add(group, message, signature, true, what + " starts with a zero byte");
        found++;
      }
    }
  }

  private void add(
      TestGroup group, byte[] message, GroupSignature signature, boolean valid, String reason) {
    GroupKey key = group.deal.group().key();
    Map<String, Object> vector = new LinkedHashMap<>();
    vector.put("groupKeyX", "0x" + Vectors.hex(key.x()));
    vector.put("groupKeyParity", key.parity());
    vector.put("message", "0x" + Vectors.hex(message));
    vector.put("rx", "0x" + Vectors.hex(signature.groupCommitment().x()));
    vector.put("ry", "0x" + Vectors.hex(signature.groupCommitment().y()));
    vector.put("z", "0x" + Vectors.hex(signature.z().toBytes()));
    vector.put("valid", valid);
    vector.put("reason", reason);
    vectors.add(vector);
  }

  private static byte[] message(TestGroup group) {
    byte[] message = new byte[32];
    group.random.nextBytes(message);
    return message;
  }
}
