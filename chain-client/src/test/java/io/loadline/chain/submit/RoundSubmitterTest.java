package io.loadline.chain.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.chain.TestNetwork;
import io.loadline.chain.contracts.GcmCalls;
import io.loadline.chain.contracts.GroupSignature;
import io.loadline.chain.contracts.TokenCalls;
import io.loadline.chain.rpc.JsonRpcEndpoint;
import io.loadline.chain.rpc.RpcException;
import io.loadline.chain.submit.SubmissionJournal.Pending;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.portfolio.Pin;
import io.loadline.risk.report.Leaf;
import io.loadline.risk.report.MerkleTree;
import io.loadline.risk.report.Report;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real group signatures, real contracts, a real chain. */
class RoundSubmitterTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final BigInteger TRANSMITTER = BigInteger.valueOf(4_242);
  private static final SubmitterSettings SETTINGS =
      new SubmitterSettings(Duration.ofMillis(10), Duration.ofSeconds(10), FeePolicy.DEFAULT);
  @TempDir Path folder;
  private TestNetwork network;
  private TestNetwork.Chain chain;
  private SubmissionJournal journal;
  private Pin homePin;
  private Pin awayPin;

  @BeforeEach
  void start() throws Exception {
    network = new TestNetwork(folder);
    network.installKey();
    chain = network.home;
    chain.sender(TRANSMITTER.longValueExact());
    journal = SubmissionJournal.inMemory();
    homePin = network.home.pin();
    awayPin = network.away.pin();
  }

  @AfterEach
  void stop() {
    network.close();
  }

  private RoundSubmitter submitter(TestNetwork.Chain on, SubmitterSettings settings) {
    return new RoundSubmitter(
        on.rpc, on.gcm, TransactionSigner.ofPrivateKey(TRANSMITTER), settings, journal);
  }

  private Report report(long height, long validityEnd) {
    MerkleTree pins = pins();
    return new Report(
        1,
        height,
        network.rulesHash,
        pins.root(),
        Keccak.hash("snapshot"),
        Keccak.hash("sections"),
        0,
        Bytes32.ZERO,
        homePin.timeSeconds(),
        validityEnd);
  }

  private MerkleTree pins() {
    return MerkleTree.of(
        List.of(new Leaf.PinLeaf(homePin).hash(), new Leaf.PinLeaf(awayPin).hash()));
  }

  private RoundSubmission round(long height) {
    return signed(report(height, homePin.timeSeconds() + 100_000), homePin, 0);
  }

  private RoundSubmission signed(Report report, Pin ownPin, int leaf) {
    GroupSignature signature = network.group.sign(report.digest(network.genesis.networkId()));
    return new RoundSubmission(report, signature, ownPin, pins().proof(leaf));
  }

  @Test
  void signedRoundIsAcceptedAndLaterFinal() throws Exception {
    RoundSubmitter submitter = submitter(chain, SETTINGS);
    SubmissionResult result = submitter.submit(round(1), LIMIT);
    assertThat(result).isInstanceOf(SubmissionResult.Accepted.class);
    Receipt receipt = ((SubmissionResult.Accepted) result).receipt();
    assertThat(receipt.succeeded()).isTrue();
    assertThat(receipt.gasUsed()).isLessThan(120_000);
    GcmView view = new GcmView(new ChainWriter(chain.rpc), chain.gcm);
    assertThat(view.latestRound().height()).isEqualTo(1);
    assertThat(view.latestRound().sectionsRoot()).isEqualTo(Keccak.hash("sections"));
    assertThat(view.latestRound().ownPinBlock()).isEqualTo(homePin.number());
    assertThat(submitter.check(receipt)).isEqualTo(RoundSubmitter.Inclusion.INCLUDED);
    chain.control.mine(6);
    assertThat(submitter.check(receipt)).isEqualTo(RoundSubmitter.Inclusion.FINAL);
  }

  @Test
  void sameSignatureServesTheOtherChain() throws Exception {
    Report report = report(1, homePin.timeSeconds() + 100_000);
    network.away.sender(TRANSMITTER.longValueExact());
    assertThat(submitter(network.away, SETTINGS).submit(signed(report, awayPin, 1), LIMIT))
        .isInstanceOf(SubmissionResult.Accepted.class);
  }

  @Test
  void roundThatTheContractHasIsNotSentAgain() throws Exception {
    RoundSubmitter submitter = submitter(chain, SETTINGS);
    submitter.submit(round(3), LIMIT);
    long sent = new ChainWriter(chain.rpc).minedCount(signerAddress());
    assertThat(submitter.submit(round(3), LIMIT))
        .isEqualTo(new SubmissionResult.AlreadyAccepted(3));
    assertThat(submitter.submit(round(2), LIMIT))
        .isEqualTo(new SubmissionResult.AlreadyAccepted(3));
    assertThat(new ChainWriter(chain.rpc).minedCount(signerAddress())).isEqualTo(sent);
  }

  @Test
  void refusalSaysTheContractsReasonInWords() throws Exception {
    RoundSubmission good = round(1);
    GroupSignature wrong =
        new GroupSignature(
            good.signature().rx(), good.signature().ry(), good.signature().z().add(BigInteger.ONE));
    RoundSubmission forged =
        new RoundSubmission(good.report(), wrong, good.ownPin(), good.pinProof());
    assertThat(submitter(chain, SETTINGS).submit(forged, LIMIT))
        .isInstanceOfSatisfying(
            SubmissionResult.Refused.class,
            refused -> assertThat(refused.reason()).startsWith("BadGroupSignature(digest 0x"));
    RoundSubmission expired = signed(report(1, homePin.timeSeconds() + 1), homePin, 0);
    assertThat(submitter(chain, SETTINGS).submit(expired, LIMIT))
        .isInstanceOfSatisfying(
            SubmissionResult.Refused.class,
            refused ->
                assertThat(refused.reason())
                    .startsWith("ReportExpired(validityEnd " + (homePin.timeSeconds() + 1)));
  }

  @Test
  void stuckTransactionIsReplacedAtHigherFeesWithTheSameNonce() throws Exception {
    chain.control.setAutomine(false);
    SubmitterSettings quick =
        new SubmitterSettings(Duration.ofMillis(10), Duration.ofMillis(60), FeePolicy.DEFAULT);
    assertThat(submitter(chain, quick).submit(round(1), Duration.ofMillis(500)))
        .isInstanceOf(SubmissionResult.Undecided.class);
    Pending pending = journal.pending(TestNetwork.HOME, signerAddress()).orElseThrow();
    assertThat(pending.attempts()).hasSizeGreaterThan(2);
    for (int i = 1; i < pending.attempts().size(); i++) {
      Fees before = pending.attempts().get(i - 1).fees();
      Fees after = pending.attempts().get(i).fees();
      assertThat(after.maxFeeWei().multiply(BigInteger.valueOf(8)))
          .isGreaterThanOrEqualTo(before.maxFeeWei().multiply(BigInteger.valueOf(9)));
      assertThat(after.maxPriorityFeeWei().multiply(BigInteger.valueOf(8)))
          .isGreaterThanOrEqualTo(before.maxPriorityFeeWei().multiply(BigInteger.valueOf(9)));
    }
    chain.control.mine(1);
    assertThat(submitter(chain, quick).submit(round(1), LIMIT))
        .isEqualTo(new SubmissionResult.AlreadyAccepted(1));
    assertThat(new ChainWriter(chain.rpc).minedCount(signerAddress())).isEqualTo(1);
    assertThat(journal.pending(TestNetwork.HOME, signerAddress())).isEmpty();
  }

  @Test
  void nextRoundReplacesAStuckOneAfterARestart() throws Exception {
    chain.control.setAutomine(false);
    assertThat(submitter(chain, SETTINGS).submit(round(1), Duration.ofMillis(100)))
        .isInstanceOf(SubmissionResult.Undecided.class);
    CompletableFuture<SubmissionResult> second =
        CompletableFuture.supplyAsync(() -> {
          try {
            return submitter(chain, SETTINGS).submit(round(2), LIMIT);
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
    while (!replacementArrived()) {
      Thread.onSpinWait();
    }
    chain.control.setAutomine(true);
    chain.control.mine(1);
    assertThat(second.get(20, TimeUnit.SECONDS)).isInstanceOf(SubmissionResult.Accepted.class);
    GcmView view = new GcmView(new ChainWriter(chain.rpc), chain.gcm);
    assertThat(view.latestRound().height()).isEqualTo(2);
    assertThat(view.roundAt(1).height()).isZero();
  }

  @Test
  void roundLostInAReorgIsSeenAsGoneAndCanBeSubmittedAgain() throws Exception {
    RoundSubmitter submitter = submitter(chain, SETTINGS);
    Receipt receipt = ((SubmissionResult.Accepted) submitter.submit(round(1), LIMIT)).receipt();
    chain.control.reorg(1);
    assertThat(submitter.check(receipt)).isEqualTo(RoundSubmitter.Inclusion.GONE);
    assertThat(submitter.submit(round(1), LIMIT)).isInstanceOf(SubmissionResult.Accepted.class);
  }

  @Test
  void revertOfAnOrdinaryCallIsNamed() {
    TransactionSender trader = network.home.deployer;
    assertThatThrownBy(() ->
            trader.send(
                network.home.gcm, GcmCalls.requestWithdraw(0, network.token, BigInteger.TEN)))
        .isInstanceOf(TransactionFailedException.class)
        .hasMessageContaining("InsufficientBalance(given 10, held 0)");
  }

  @Test
  void manyCallsArePipelinedInOrder() throws Exception {
    TransactionSender sender = chain.deployer;
    Address to = signerAddress();
    List<TransactionSender.Call> calls =
        java.util.Collections.nCopies(
            250, new TransactionSender.Call(network.token, TokenCalls.mint(to, BigInteger.ONE)));
    assertThat(sender.sendAll(calls, 100_000)).hasSize(250).allMatch(Receipt::succeeded);
    byte[] balance = new ChainWriter(chain.rpc).view(network.token, TokenCalls.balanceOf(to));
    assertThat(new BigInteger(balance)).isEqualTo(BigInteger.valueOf(250));
  }

  private boolean replacementArrived() throws RpcException {
    Pending pending = journal.pending(TestNetwork.HOME, signerAddress()).orElseThrow();
    return pending.attempts().size() == 2
        && chain.rpc.any(
            JsonRpcEndpoint.request("eth_getTransactionByHash", pending.attempts().get(1).hash()),
            answer -> !answer.isNull());
  }

  private static Address signerAddress() {
    return TransactionSigner.ofPrivateKey(TRANSMITTER).address();
  }
}
