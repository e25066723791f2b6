package io.loadline.chain.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.chain.rpc.RpcException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdaptiveChunksTest {

  @Test
  void chunksHalveUntilTheEndpointTakesThemAndNothingIsReadTwiceOrLeftOut() throws Exception {
    List<Long> read = new ArrayList<>();
    AdaptiveChunks chunks = new AdaptiveChunks(2_000, 16_000);
    chunks.readAll(
        5,
        3_005,
        (from, to) -> {
          if (to - from > 300) {
            throw new RpcException.TooLarge("test", "eth_call", 1);
          }
          for (long i = from; i < to; i++) {
            read.add(i);
          }
        });
    assertThat(read).hasSize(3_000).isSorted().doesNotHaveDuplicates().startsWith(5L);
  }

  @Test
  void fullChunksThatGoWellDoubleUpToTheBound() throws Exception {
    AdaptiveChunks chunks = new AdaptiveChunks(10, 35);
    List<Long> sizes = new ArrayList<>();
    chunks.readAll(0, 100, (from, to) -> sizes.add(to - from));
    assertThat(sizes).containsExactly(10L, 20L, 35L, 35L);
  }

  @Test
  void refusalOfASingleItemIsFinal() {
    AdaptiveChunks chunks = new AdaptiveChunks(64, 64);
    List<Long> tried = new ArrayList<>();
    assertThatThrownBy(() ->
            chunks.readAll(
                0,
                64,
                (from, to) -> {
                  tried.add(to - from);
                  throw new RpcException.ErrorReply("test", "eth_call", 3, "no", new byte[0]);
                }))
        .isInstanceOf(RpcException.ErrorReply.class);
    assertThat(tried).containsExactly(64L, 32L, 16L, 8L, 4L, 2L, 1L);
  }

  @Test
  void timeoutEndsTheReadAndTheNextAsksForLess() {
    AdaptiveChunks chunks = new AdaptiveChunks(64, 64);
    assertThatThrownBy(() ->
            chunks.readAll(
                0,
                64,
                (_, _) -> {
                  throw new RpcException.TimedOut("test", "eth_call", 5);
                }))
        .isInstanceOf(RpcException.TimedOut.class);
    assertThat(chunks.size()).isEqualTo(32);
  }
}
