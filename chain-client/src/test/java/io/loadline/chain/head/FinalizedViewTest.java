package io.loadline.chain.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.chain.local.AnvilBinary;
import io.loadline.chain.local.AnvilControl;
import io.loadline.chain.local.AnvilOptions;
import io.loadline.chain.local.AnvilProcess;
import io.loadline.chain.rpc.ChainRpc;
import io.loadline.chain.rpc.RpcException;
import io.loadline.chain.rpc.RpcSettings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Against a real anvil: genesis in January 2024, two slots an epoch, 40 blocks 12 seconds apart.
 */
class FinalizedViewTest {
  private static final long GENESIS_TIME = 1_704_700_000;
  @TempDir static Path folder;
  private static AnvilProcess anvil;
  private static AnvilControl control;
  private static ChainRpc rpc;
  private static FinalizedView view;

  @BeforeAll
  static void start() throws Exception {
    anvil =
        AnvilProcess.start(
            AnvilBinary.locate(Path.of("")),
            folder,
            AnvilOptions.of(1_001).withTimestamp(GENESIS_TIME));
    control = anvil.control();
    control.mine(40, 12);
    rpc = new ChainRpc(1_001, List.of(anvil.url()), 1, RpcSettings.DEFAULT);
    view = new FinalizedView(new HeaderReader(rpc));
  }

  @AfterAll
  static void stop() {
    rpc.close();
    control.close();
    anvil.close();
    assertThat(anvil.isAlive()).isFalse();
  }

  @Test
  void finalizedLagsTheHeadByTwoEpochs() throws Exception {
    assertThat(view.finalizedHead().number()).isEqualTo(36);
  }

  @Test
  void headTimeIsBlockTimeOfThe2024Chain() throws Exception {
    assertThat(view.headTimestamp()).isBetween(GENESIS_TIME, GENESIS_TIME + 3_600);
  }

  @Test
  void checkpointsAreTheNewestFinalizedMultiples() throws Exception {
    assertThat(view.checkpoints(5, 3))
        .extracting(BlockHeader::number)
        .containsExactly(25L, 30L, 35L);
    assertThat(view.checkpoints(30, 8)).extracting(BlockHeader::number).containsExactly(30L);
    assertThat(view.checkpoints(100, 8)).isEmpty();
  }

  @Test
  void anchorIsPresentOnlyOnceFinal() throws Exception {
    assertThat(view.anchor(3, 4, 10)).hasValueSatisfying(b -> assertThat(b.number()).isEqualTo(34));
    assertThat(view.anchor(4, 4, 10)).isEmpty();
  }

  @Test
  void headersChainByParentHash() throws Exception {
    HeaderReader headers = new HeaderReader(rpc);
    BlockHeader child = headers.byNumber(20);
    assertThat(headers.byHash(child.parent()).number()).isEqualTo(19);
  }

  @Test
  void blockThatDoesNotExistIsVanished() {
    assertThatThrownBy(() -> new HeaderReader(rpc).byNumber(10_000))
        .isInstanceOf(RpcException.BlockVanished.class);
  }
}
