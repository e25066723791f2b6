package io.loadline.risk.report;

import io.loadline.risk.bytes.AbiEncoder;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.bytes.Limits;
import io.loadline.risk.cbor.CborException;
import io.loadline.risk.cbor.CborReader;
import io.loadline.risk.cbor.CborWriter;

/** What the group signs: one round's result in ten fields. Breaker state 0 is normal. */
public record Report(
    long keyEpoch,
    long height,
    Bytes32 rulesHash,
    Bytes32 pinsRoot,
    Bytes32 snapshotHash,
    Bytes32 sectionsRoot,
    int breakerState,
    Bytes32 previousReport,
    long anchorTimeSeconds,
    long validityEndSeconds) {
  private static final int MAX_BREAKER_STATE = 255;
  private static final Bytes32 TYPE =
      Keccak.hash(
          "Report(uint64 keyEpoch,uint64 height,bytes32 rulesHash,bytes32 pinsRoot,"
              + "bytes32 snapshotHash,bytes32 sectionsRoot,uint8 breakerState,"
              + "bytes32 previousReport,uint64 anchorTime,uint64 validityEnd)");

  public Report {
    Limits.uint63(keyEpoch, "key epoch");
    Limits.uint63(height, "height");
    Limits.index(breakerState, MAX_BREAKER_STATE + 1, "breaker state");
    Limits.uint63(anchorTimeSeconds, "anchor time");
    Limits.uint63(validityEndSeconds, "validity end");
  }

  public Bytes32 structHash() {
    return new AbiEncoder()
        .bytes32(TYPE)
        .uint(keyEpoch)
        .uint(height)
        .bytes32(rulesHash)
        .bytes32(pinsRoot)
        .bytes32(snapshotHash)
        .bytes32(sectionsRoot)
        .uint(breakerState)
        .bytes32(previousReport)
        .uint(anchorTimeSeconds)
        .uint(validityEndSeconds)
        .hash();
  }

  /** The 32 bytes that QBFT decides and FROST signs. */
  public Bytes32 digest(Bytes32 networkId) {
    return Eip712Domain.digest(networkId, structHash());
  }

  /** The bundle part of docs/formats.md section 8. */
  public byte[] encode() {
    return new CborWriter()
        .array(10)
        .integer(keyEpoch)
        .integer(height)
        .bytes(rulesHash)
        .bytes(pinsRoot)
        .bytes(snapshotHash)
        .bytes(sectionsRoot)
        .integer(breakerState)
        .bytes(previousReport)
        .integer(anchorTimeSeconds)
        .integer(validityEndSeconds)
        .toByteArray();
  }

  public static Report decode(byte[] bytes) throws CborException {
    var in = new CborReader(bytes);
    in.array(10);
    var keyEpoch = in.unsigned();
    var height = in.unsigned();
    var rulesHash = in.bytes32();
    var pinsRoot = in.bytes32();
    var snapshotHash = in.bytes32();
    var sectionsRoot = in.bytes32();
    var breakerState = in.unsignedInt();
    var previousReport = in.bytes32();
    var anchorTime = in.unsigned();
    var validityEnd = in.unsigned();
    in.end();
    return CborReader.build(
        0,
        () ->
            new Report(
                keyEpoch,
                height,
                rulesHash,
                pinsRoot,
                snapshotHash,
                sectionsRoot,
                breakerState,
                previousReport,
                anchorTime,
                validityEnd));
  }
}
