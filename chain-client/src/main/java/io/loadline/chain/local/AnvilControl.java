package io.loadline.chain.local;

import io.loadline.chain.rpc.Answer;
import io.loadline.chain.rpc.Hex;
import io.loadline.chain.rpc.JsonRpcEndpoint;
import io.loadline.chain.rpc.RpcException;
import io.loadline.chain.rpc.RpcSettings;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import java.math.BigInteger;
import java.net.URI;
import java.util.List;

/** What one can do to a local chain and to no real one. */
public final class AnvilControl implements AutoCloseable {
  private final JsonRpcEndpoint endpoint;

  public AnvilControl(URI url) {
    this.endpoint = new JsonRpcEndpoint(url, RpcSettings.DEFAULT);
  }

  public void setBalance(Address address, BigInteger wei) throws RpcException {
    call("anvil_setBalance", address.toHex(), Hex.quantity(wei));
  }

  public void mine(long blocks) throws RpcException {
    call("anvil_mine", Hex.quantity(blocks));
  }

  /** Mines blocks whose timestamps are this many seconds apart. */
  public void mine(long blocks, long secondsApart) throws RpcException {
    call("anvil_mine", Hex.quantity(blocks), Hex.quantity(secondsApart));
  }

  /** A block every so many seconds; 0 stops it. */
  public void setIntervalMining(long seconds) throws RpcException {
    call("evm_setIntervalMining", seconds);
  }

  /** Whether each transaction gets its own block at once. */
  public void setAutomine(boolean on) throws RpcException {
    call("evm_setAutomine", on);
  }

  /** From now on every block is this many seconds after its parent. */
  public void setBlockTimestampInterval(long seconds) throws RpcException {
    call("anvil_setBlockTimestampInterval", seconds);
  }

  public void setNextBlockTimestamp(long unixSeconds) throws RpcException {
    call("evm_setNextBlockTimestamp", Hex.quantity(unixSeconds));
  }

  public void increaseTime(long seconds) throws RpcException {
    call("evm_increaseTime", Hex.quantity(seconds));
  }

  /**
   * Replaces the last blocks by empty ones of the same heights; anvil does not protect finality.
   */
  public void reorg(long depth) throws RpcException {
    call("anvil_reorg", depth, List.of());
  }

  public void setNextBlockBaseFee(BigInteger wei) throws RpcException {
    call("anvil_setNextBlockBaseFeePerGas", Hex.quantity(wei));
  }

  public void dropTransaction(String hash) throws RpcException {
    call("anvil_dropTransaction", hash);
  }

  public void setCode(Address address, byte[] code) throws RpcException {
    call("anvil_setCode", address.toHex(), Hex.data(code));
  }

  public void setStorageAt(Address contract, Bytes32 slot, Bytes32 value) throws RpcException {
    call("anvil_setStorageAt", contract.toHex(), slot.toHex(), value.toHex());
  }

  /** Turns {@code eth_chainId}: another chain behind the same URL. */
  public void setChainId(long chainId) throws RpcException {
    call("anvil_setChainId", chainId);
  }

  public String snapshot() throws RpcException {
    return call("evm_snapshot").text("snapshot id");
  }

  public void revert(String snapshotId) throws RpcException {
    call("evm_revert", snapshotId);
  }

  private Answer call(String method, Object... params) throws RpcException {
    return endpoint.call(JsonRpcEndpoint.request(method, params));
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
