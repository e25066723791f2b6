package io.loadline.risk.rules;

import io.loadline.risk.bytes.AbiEncoder;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.bytes.Limits;
import io.loadline.risk.cbor.CborException;
import io.loadline.risk.cbor.CborReader;
import io.loadline.risk.cbor.CborWriter;
import java.util.Comparator;
import java.util.List;

/**
 * What a network is born with and never changes. Operators are identity addresses, strictly rising.
 */
public record Genesis(
    Bytes32 random,
    long anchorChainId,
    long anchorBlockNumber,
    Bytes32 anchorBlockHash,
    List<Address> operators) {
  private static final int MAX_OPERATORS = 64;
  private static final Bytes32 TYPE =
      Keccak.hash(
          "Genesis(bytes32 random,uint64 anchorChainId,uint64 anchorBlockNumber,"
              + "bytes32 anchorBlockHash,address[] operators)");

  public Genesis {
    Limits.uint63(anchorChainId, "anchor chain id");
    Limits.uint63(anchorBlockNumber, "anchor block number");
    Limits.require(
        !operators.isEmpty() && operators.size() <= MAX_OPERATORS,
        "number of operators",
        operators.size());
    operators = Limits.rising(operators, Comparator.naturalOrder(), "operators");
  }

  /** The EIP-712 struct hash; salt of the network's signing domain. */
  public Bytes32 networkId() {
    var members = new AbiEncoder();
    operators.forEach(members::address);
    return new AbiEncoder()
        .bytes32(TYPE)
        .bytes32(random)
        .uint(anchorChainId)
        .uint(anchorBlockNumber)
        .bytes32(anchorBlockHash)
        .bytes32(members.hash())
        .hash();
  }

  /** The bundle part of docs/formats.md section 8. */
  public byte[] encode() {
    return new CborWriter()
        .array(5)
        .bytes(random)
        .integer(anchorChainId)
        .integer(anchorBlockNumber)
        .bytes(anchorBlockHash)
        .list(operators, CborWriter::bytes)
        .toByteArray();
  }

  public static Genesis decode(byte[] bytes) throws CborException {
    var in = new CborReader(bytes);
    in.array(5);
    var random = in.bytes32();
    var chainId = in.unsigned();
    var number = in.unsigned();
    var hash = in.bytes32();
    var operators = in.list(CborReader::address);
    in.end();
    return CborReader.build(0, () -> new Genesis(random, chainId, number, hash, operators));
  }
}
