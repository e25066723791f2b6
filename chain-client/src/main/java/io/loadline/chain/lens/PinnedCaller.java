package io.loadline.chain.lens;

import io.loadline.chain.rpc.Answer;
import io.loadline.chain.rpc.ChainRpc;
import io.loadline.chain.rpc.Hex;
import io.loadline.chain.rpc.JsonRpcEndpoint;
import io.loadline.chain.rpc.RpcException;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import java.util.Map;
import org.web3j.protocol.core.Request;

/**
 * {@code eth_call} at one block, named by hash (EIP-1898) and required to be canonical, agreed
 * between the chain's endpoints.
 */
public final class PinnedCaller {
  private static final int WORD = 32;
  private final ChainRpc rpc;
  private final Map<String, Object> block;

  public PinnedCaller(ChainRpc rpc, Bytes32 blockHash) {
    this.rpc = rpc;
    this.block = Map.of("blockHash", blockHash.toHex(), "requireCanonical", true);
  }

  /** The raw return data. */
  public byte[] call(Address contract, byte[] callData) throws RpcException {
    // Compared as text, decoded once.
    String hex =
        rpc.agreed(callAt(contract, callData, block), answer -> answer.text("call result"));
    return Hex.parseData(hex, sourceName(contract), "call result");
  }

  /** The content of a function's single {@code bytes} result. */
  public byte[] callBytes(Address contract, byte[] callData) throws RpcException {
    return unwrapBytes(call(contract, callData), sourceName(contract));
  }

  /** A single unsigned number below 2^63. */
  public long callNumber(Address contract, byte[] callData) throws RpcException {
    byte[] word = call(contract, callData);
    if (word.length != WORD) {
      throw new RpcException.Malformed(
          sourceName(contract), "a number has %d bytes".formatted(word.length));
    }
    return number(word, 0, sourceName(contract));
  }

  public String sourceName(Address contract) {
    return "contract %s on chain %d".formatted(contract, rpc.chainId());
  }

  /** A request that reads at {@code block}: a tag, or an EIP-1898 object. */
  public static Request<?, ?> callAt(Address contract, byte[] callData, Object block) {
    Map<String, Object> transaction = Map.of("to", contract.toHex(), "data", Hex.data(callData));
    return JsonRpcEndpoint.request("eth_call", transaction, block);
  }

  /** Takes {@code abi.encode(bytes)} apart: offset 32, length, content padded with zeros. */
  public static byte[] unwrapBytes(byte[] abi, String source) throws RpcException.Malformed {
    if (abi.length == 0) {
      throw new RpcException.Malformed(source, "nothing was returned: is there a contract?");
    }
    if (abi.length < 2 * WORD || number(abi, 0, source) != WORD) {
      throw new RpcException.Malformed(source, "bytes without the usual head");
    }
    long length = number(abi, WORD, source);
    long padded = 2L * WORD + (length + WORD - 1) / WORD * WORD;
    if (length > abi.length || padded != abi.length) {
      throw new RpcException.Malformed(
          source, "bytes of length %d in %d bytes".formatted(length, abi.length));
    }
    return java.util.Arrays.copyOfRange(abi, 2 * WORD, 2 * WORD + (int) length);
  }

  /** Result of a plain, unpinned call; see {@link Answer}. */
  public static byte[] result(Answer answer) throws RpcException {
    return answer.data("call result");
  }

  private static long number(byte[] bytes, int offset, String source)
      throws RpcException.Malformed {
    for (int i = offset; i < offset + WORD - Long.BYTES; i++) {
      if (bytes[i] != 0) {
        throw new RpcException.Malformed(source, "a number is too large");
      }
    }
    long value = java.nio.ByteBuffer.wrap(bytes, offset + WORD - Long.BYTES, Long.BYTES).getLong();
    if (value < 0) {
      throw new RpcException.Malformed(source, "a number is too large");
    }
    return value;
  }
}
