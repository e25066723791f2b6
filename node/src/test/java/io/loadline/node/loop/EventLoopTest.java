package io.loadline.node.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class EventLoopTest {
  @Test
  void eventsAreHandledInOrderByOneThread() throws Exception {
    List<Integer> seen = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(100);
    try (EventLoop<Integer> loop =
        new EventLoop<>(
            "test",
            8,
            event -> {
              seen.add(event);
              done.countDown();
            },
            _ -> {})) {
      loop.start();
      for (int i = 0; i < 100; i++) {
        loop.post(i);
      }
      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(seen).hasSize(100).isSorted();
  }

  @Test
  void aFullInboxRefusesAndCounts() {
    try (EventLoop<Integer> loop = new EventLoop<>("test", 1, _ -> {}, _ -> {})) {
      assertThat(loop.offer(1)).isTrue();
      assertThat(loop.offer(2)).isFalse();
      assertThat(loop.refused()).isEqualTo(1);
    }
  }

  @Test
  void aFailingHandlerEndsTheLoopAndIsReported() throws Exception {
    CompletableFuture<Throwable> reported = new CompletableFuture<>();
    try (EventLoop<Integer> loop =
        new EventLoop<>(
            "test",
            8,
            _ -> {
              throw new IllegalStateException("broken");
            },
            reported::complete)) {
      loop.start();
      loop.post(1);
      assertThat(reported.get(10, TimeUnit.SECONDS)).hasMessage("broken");
      assertThat(loop.offer(2)).isFalse();
    }
  }
}
