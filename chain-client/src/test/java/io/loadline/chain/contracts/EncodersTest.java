package io.loadline.chain.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.Pin;
import io.loadline.risk.portfolio.Slice;
import io.loadline.risk.portfolio.Smile;
import io.loadline.risk.report.FirstKey;
import io.loadline.risk.report.Leaf;
import io.loadline.risk.report.Report;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Each encoder against the checked-in ABI of the contract it is for. */
class EncodersTest {
  private static final Address A = Address.fromHex("0x" + "11".repeat(20));
  private static final Bytes32 B = Keccak.hash("b");
  private static final Asset ETH = new Asset("ETH");
  private static final BigInteger ONE = BigInteger.ONE;
  private static final GroupSignature SIGNATURE = new GroupSignature(ONE, ONE, ONE);
  private static final VenueCalls.Trade TRADE = new VenueCalls.Trade(1, B, B, ONE, ONE, 5);

  record Case(Artifact.Contract contract, String selector) {
    Case(Artifact.Contract contract, byte[] callData) {
      this(contract, HexFormat.of().formatHex(callData, 0, 4));
    }
  }

  static Stream<Case> calls() {
    List<Bytes32> proof = List.of(B, B);
    var requirement = new ProofCalls.Proven<>(new Leaf.Requirement(B, A, ONE, ONE, ONE, 0), proof);
    var collateral = new ProofCalls.Proven<>(new Leaf.Collateral(1, A, 6, ONE, 0, 0), proof);
    var bound = new ProofCalls.Proven<>(new Leaf.Bounds(B, ONE, ONE, ONE, ONE), proof);
    var line = new ProofCalls.Proven<>(new Leaf.CreditLine(B, 1, A, ONE, 2), proof);
    Stream<Case> gcm =
        Stream.of(
                GcmCalls.submitRound(
                    new Report(1, 2, B, B, B, B, 0, B, 3, 4),
                    SIGNATURE,
                    new Pin(1, 2, B, 3),
                    proof),
                GcmCalls.installFirstKey(
                    new FirstKey(1, ONE, 0, B, B, 1, 2), List.of(new byte[65]), SIGNATURE),
                GcmCalls.openAccount(1),
                GcmCalls.deposit(A, ONE, 1),
                GcmCalls.requestWithdraw(1, A, ONE),
                GcmCalls.executeWithdraw(1, A, ONE),
                GcmCalls.cancelWithdraw(1, A),
                GcmCalls.linkHolder(1, 2, A, A),
                GcmCalls.acceptLink(1, A, A, 1, new byte[65]),
                GcmCalls.approveVenue(B, A, ONE),
                GcmCalls.lockLine(1, 2, A, ONE),
                GcmCalls.requestUnlock(1, 2, A, ONE),
                GcmCalls.cancelUnlock(1, 2, A),
                GcmCalls.noteUnlock(B, 2, A),
                GcmCalls.readAccounts(List.of(B)),
                GcmCalls.readTokens(),
                GcmCalls.latestRound(),
                GcmCalls.roundAt(1),
                GcmCalls.currentKey(),
                GcmCalls.requirement(B),
                GcmCalls.line(B),
                GcmCalls.available(B),
                GcmCalls.openChargesE6(B),
                GcmCalls.balanceOf(B, A),
                ProofCalls.proveRequirement(1, proof, requirement),
                ProofCalls.proveRequirements(1, proof, List.of(requirement, requirement)),
                ProofCalls.proveCollateral(1, proof, collateral),
                ProofCalls.proveCollaterals(1, proof, List.of(collateral)),
                ProofCalls.proveBound(1, proof, bound),
                ProofCalls.proveBounds(1, proof, List.of(bound, bound)),
                ProofCalls.proveLine(1, proof, line))
            .map(data -> new Case(Artifact.Contract.GENERALIZED_COLLATERAL_MANAGER, data));
    Stream<Case> venues =
        Stream.of(
                VenueCalls.instrumentCount(),
                VenueCalls.readInstruments(0, 1),
                VenueCalls.readPositions(List.of(B)),
                VenueCalls.settleTrade(TRADE, new byte[65], new byte[0]),
                VenueCalls.tradeDigest(TRADE))
            .flatMap(data ->
                Stream.of(
                    new Case(Artifact.Contract.OPTIONS_VENUE, data),
                    new Case(Artifact.Contract.PERPETUALS_VENUE, data)));
    var quotes = new Smile.Quotes(List.of(new Smile.Quote(ONE, 5)));
    Stream<Case> others =
        Stream.of(
            new Case(Artifact.Contract.OPTIONS_VENUE, VenueCalls.listOptions(ETH, 1, List.of(ONE))),
            new Case(Artifact.Contract.PERPETUALS_VENUE, VenueCalls.listPerpetuals(List.of(ETH))),
            new Case(Artifact.Contract.PERPETUALS_VENUE, VenueCalls.listFutures(ETH, List.of(9L))),
            new Case(Artifact.Contract.MARKET_FEED, FeedCalls.read(ETH)),
            new Case(
                Artifact.Contract.OPTIONS_VENUE, VenueCalls.listCoinOptions(ETH, 1, List.of(ONE))),
            new Case(
                Artifact.Contract.PERPETUALS_VENUE, VenueCalls.listInversePerpetuals(List.of(ETH))),
            new Case(
                Artifact.Contract.PERPETUALS_VENUE,
                VenueCalls.listInverseFutures(ETH, List.of(9L))),
            new Case(Artifact.Contract.PERPETUALS_VENUE, VenueCalls.listCoins(List.of(ETH))),
            new Case(Artifact.Contract.MARKET_FEED, FeedCalls.publishSpot(ETH, ONE, 1, 2, -3)),
            new Case(Artifact.Contract.MARKET_FEED, FeedCalls.publishTerms(ETH, -1, ONE, 2)),
            new Case(
                Artifact.Contract.MARKET_FEED,
                FeedCalls.publishSlice(ETH, new Slice(1, ONE, quotes))),
            new Case(
                Artifact.Contract.MARKET_FEED,
                FeedCalls.publishSlice(ETH, new Slice(1, ONE, new Smile.Svi(1, 2, -3, 4, 5, 6)))),
            new Case(Artifact.Contract.MARKET_FEED, FeedCalls.dropSlice(ETH, 1)),
            new Case(
                Artifact.Contract.OPERATOR_REGISTRY,
                RegistryCalls.register(A, new byte[] {1, 2}, ONE, new byte[65])),
            new Case(
                Artifact.Contract.OPERATOR_REGISTRY,
                RegistryCalls.registrationDigest(A, A, new byte[] {1})),
            new Case(Artifact.Contract.OPERATOR_REGISTRY, RegistryCalls.operatorOf(A)),
            new Case(Artifact.Contract.OPERATOR_REGISTRY, RegistryCalls.identities()),
            new Case(Artifact.Contract.COLLATERAL_TOKEN, TokenCalls.approve(A, ONE)),
            new Case(Artifact.Contract.COLLATERAL_TOKEN, TokenCalls.transfer(A, ONE)),
            new Case(Artifact.Contract.COLLATERAL_TOKEN, TokenCalls.mint(A, ONE)),
            new Case(Artifact.Contract.COLLATERAL_TOKEN, TokenCalls.balanceOf(A)));
    return Stream.of(gcm, venues, others).flatMap(each -> each);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void everyCallNamesAFunctionOfItsContract(Case call) {
    assertThat(selectors(call.contract())).contains(call.selector());
  }

  /** Worked by hand: head of three words, the second and third are offsets, then the tails. */
  @Test
  void arraysOfBytesAndStructsStandWhereTheAbiSaysTheyDo() {
    byte[] data = GcmCalls.readAccounts(List.of(B, Keccak.hash("c")));
    String expected =
        "0".repeat(62) + "20" + "0".repeat(62) + "02" + hex(B) + hex(Keccak.hash("c"));
    assertThat(HexFormat.of().formatHex(data, 4, data.length)).isEqualTo(expected);

    byte[] line =
        ProofCalls.proveLine(
            9,
            List.of(B),
            new ProofCalls.Proven<>(new Leaf.CreditLine(B, 1, A, ONE, 2), List.of()));
    // height, five words of the struct in place, two offsets: 8 words = 0x100; then the section
    // proof of 2 words.
    String words = HexFormat.of().formatHex(line, 4, line.length);
    assertThat(words.substring(0, 64)).endsWith("09");
    assertThat(words.substring(64, 128)).isEqualTo(hex(B));
    assertThat(words.substring(6 * 64, 7 * 64)).endsWith("0100");
    assertThat(words.substring(7 * 64, 8 * 64)).endsWith("0140");
    assertThat(words).hasSize(64 * (8 + 2 + 1));
  }

  @Test
  void revertsAreReadByTheAbi() {
    byte[] selector = Keccak.hash("HeightNotRising(uint64,uint64)").toByteArray();
    byte[] data = Arrays.copyOf(selector, 4 + 64);
    Arrays.fill(data, 4, data.length, (byte) 0);
    data[4 + 31] = 4;
    data[4 + 63] = 5;
    assertThat(Reverts.describe(data)).isEqualTo("HeightNotRising(given 4, newest 5)");
    assertThat(Reverts.describe(Arrays.copyOf(data, 30)))
        .isEqualTo("HeightNotRising(given ?, newest ?)");
    assertThat(Reverts.describe(new byte[0])).isEqualTo("reverted without a reason");
    assertThat(Reverts.describe(new byte[] {1, 2, 3, 4})).isEqualTo("unknown error 0x01020304");
  }

  private static String hex(Bytes32 value) {
    return value.toHex().substring(2);
  }

  private static Set<String> selectors(Artifact.Contract contract) {
    Set<String> selectors = new HashSet<>();
    for (JsonNode entry : Artifact.load(contract).abi()) {
      if (entry.required("type").stringValue().equals("function")) {
        String signature = entry.required("name").stringValue() + types(entry.required("inputs"));
        selectors.add(HexFormat.of().formatHex(Keccak.hash(signature).toByteArray(), 0, 4));
      }
    }
    return selectors;
  }

  private static String types(JsonNode inputs) {
    StringBuilder types = new StringBuilder();
    for (JsonNode input : inputs) {
      String type = input.required("type").stringValue();
      types.append(types.isEmpty() ? "" : ",");
      types.append(
          type.startsWith("tuple")
              ? types(input.required("components")) + type.substring("tuple".length())
              : type);
    }
    return "(" + types + ")";
  }
}
