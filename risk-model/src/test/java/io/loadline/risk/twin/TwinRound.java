package io.loadline.risk.twin;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;

/**
 * A round as the first implementation computed it, for the second to compute again. Bytes are
 * hexadecimal text with 0x.
 *
 * @param rules canonical CBOR of the rules
 * @param snapshot canonical CBOR of the snapshot
 * @param digest the report's digest
 * @param accounts in the snapshot's order
 */
record TwinRound(String rules, String snapshot, String digest, List<Account> accounts) {

  static String hex(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }

  /** What is signed of an account. */
  record Account(
      String id,
      BigInteger initialE6,
      BigInteger maintenanceE6,
      BigInteger isolatedE6,
      long flags) {}
}
