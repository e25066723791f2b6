package io.loadline.node.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;

/**
 * A process that signs height after height, prints a dot for each grant, and waits to be killed.
 */
final class ClaimUntilKilled {
  private ClaimUntilKilled() {}

  static SigningSlot slot(long height) {
    return new SigningSlot(RocksArchiveTest.committee(3), height, 1, 0);
  }

  @SuppressWarnings("SystemOut") // The dots are this process' only voice.
  public static void main(String[] arguments) {
    SigningRecord record = RocksArchive.open(Path.of(arguments[0])).signingRecord();
    for (long height = 0; ; height++) {
      record.claim(slot(height), ("message " + height).getBytes(UTF_8));
      System.out.print('.');
      System.out.flush();
    }
  }
}
