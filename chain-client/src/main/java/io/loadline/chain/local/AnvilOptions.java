package io.loadline.chain.local;

import java.util.ArrayList;
import java.util.List;

/**
 * How a local chain is started.
 *
 * @param port 0: any free one
 * @param timestamp unix seconds of the genesis block, 0: now
 * @param slotsInAnEpoch finalized lags the head by two epochs
 * @param blockSeconds 0: a block per transaction
 * @param blockGasLimit gas of a block, which also bounds one {@code eth_call}
 */
public record AnvilOptions(
    long chainId,
    int port,
    long timestamp,
    int slotsInAnEpoch,
    int blockSeconds,
    long blockGasLimit,
    int accounts) {

  public static AnvilOptions of(long chainId) {
    return new AnvilOptions(chainId, 0, 0, 2, 0, 1_000_000_000L, 10);
  }

  public AnvilOptions withPort(int newPort) {
    return new AnvilOptions(
        chainId, newPort, timestamp, slotsInAnEpoch, blockSeconds, blockGasLimit, accounts);
  }

  public AnvilOptions withTimestamp(long newTimestamp) {
    return new AnvilOptions(
        chainId, port, newTimestamp, slotsInAnEpoch, blockSeconds, blockGasLimit, accounts);
  }

  public AnvilOptions withSlotsInAnEpoch(int slots) {
    return new AnvilOptions(chainId, port, timestamp, slots, blockSeconds, blockGasLimit, accounts);
  }

  public AnvilOptions withBlockSeconds(int seconds) {
    return new AnvilOptions(
        chainId, port, timestamp, slotsInAnEpoch, seconds, blockGasLimit, accounts);
  }

  List<String> arguments() {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--chain-id",
                Long.toString(chainId),
                "--slots-in-an-epoch",
                Integer.toString(slotsInAnEpoch),
                "--gas-limit",
                Long.toString(blockGasLimit),
                "--accounts",
                Integer.toString(accounts),
                "--hardfork",
                "prague",
                "--no-request-size-limit"));
    if (timestamp > 0) {
      arguments.addAll(List.of("--timestamp", Long.toString(timestamp)));
    }
    if (blockSeconds > 0) {
      arguments.addAll(List.of("--block-time", Integer.toString(blockSeconds)));
    }
    return arguments;
  }
}
