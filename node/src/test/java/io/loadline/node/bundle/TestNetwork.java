package io.loadline.node.bundle;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.LocalIdentitySigner;
import io.loadline.consensus.RecoverableSignature;
import io.loadline.consensus.frost.Aggregation;
import io.loadline.consensus.frost.Dealer;
import io.loadline.consensus.frost.Frost;
import io.loadline.consensus.frost.GroupSignature;
import io.loadline.consensus.frost.NoncePair;
import io.loadline.consensus.frost.SignatureShare;
import io.loadline.consensus.frost.SignerCommitment;
import io.loadline.consensus.frost.SigningContext;
import io.loadline.consensus.frost.SigningPackage;
import io.loadline.consensus.message.Certificate;
import io.loadline.consensus.message.CommitVote;
import io.loadline.consensus.message.Eip712;
import io.loadline.consensus.message.MemberSignature;
import io.loadline.consensus.message.ObservationList;
import io.loadline.consensus.message.ObservationRef;
import io.loadline.consensus.message.ObservationVote;
import io.loadline.consensus.message.ProposalVote;
import io.loadline.node.config.ParameterSetJson;
import io.loadline.node.observation.CertificateCodec;
import io.loadline.node.observation.ObservationBody;
import io.loadline.node.observation.ObservationBody.ChainCheckpoints;
import io.loadline.node.observation.ObservationBody.Checkpoint;
import io.loadline.node.observation.ObservationBody.Previous;
import io.loadline.node.observation.ObservationBody.Price;
import io.loadline.node.observation.ObservationCodec;
import io.loadline.node.observation.ObservationRules;
import io.loadline.node.observation.PreviousChoice;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.cbor.CborException;
import io.loadline.risk.portfolio.Account;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.portfolio.Carried;
import io.loadline.risk.portfolio.CollateralToken;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.Pin;
import io.loadline.risk.portfolio.Slice;
import io.loadline.risk.portfolio.Smile;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.report.RiskRound;
import io.loadline.risk.report.RoundResult;
import io.loadline.risk.rules.Genesis;
import io.loadline.risk.rules.Rules;
import io.loadline.risk.rules.RulesCodec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Four operators with real keys who make real rounds of a small book, in memory. */
public final class TestNetwork {
  public static final Asset ETH = new Asset("ETH");

  private static final int MEMBERS = 4;
  private static final int QUORUM = 3;
  private static final long HOME = 31_337;
  private static final long AWAY = 31_338;
  private static final long NOW = 1_704_712_781L;
  private static final Address GCM = address("gcm");
  private static final Address USDC = address("usdc");
  private static final Address PERPETUALS = address("perpetuals");
  private static final Address OPTIONS = address("options");

  private final SplittableRandom random;
  private final List<LocalIdentitySigner> identities = new ArrayList<>();
  private final Dealer.Deal deal;
  public final Genesis genesis;
  public final Rules rules;
  public final FirstKeyCertificate certificate;
  public final Committee committee;
  private final Eip712 domain;

  public TestNetwork(long seed) {
    random = new SplittableRandom(seed);
    for (int i = 0; i < MEMBERS; i++) {
      identities.add(new LocalIdentitySigner(bytes(32)));
    }
    identities.sort(Comparator.comparing(LocalIdentitySigner::address));
    deal = Dealer.deal(MEMBERS, QUORUM, random::nextBytes);
    genesis =
        new Genesis(
            Bytes32.of(bytes(32)),
            HOME,
            7,
            Bytes32.of(bytes(32)),
            identities.stream().map(s -> Address.of(s.address().bytes())).toList());
    rules = rules();
    certificate = certificate();
    committee = certificate.committee(genesis.networkId());
    domain = new Eip712(committee);
  }

  /** A member's identity key. */
  public LocalIdentitySigner identity(int member) {
    return identities.get(member);
  }

  private static Rules rules() {
    return new Rules(
        Optional.empty(),
        new Rules.Anchor(HOME, 100, 32),
        3600,
        128,
        List.of(new Rules.Chain(HOME, GCM, 8), new Rules.Chain(AWAY, GCM, 8)),
        List.of(Rules.Venue.trusted(HOME, PERPETUALS), Rules.Venue.trusted(AWAY, OPTIONS)),
        List.of(new Rules.Feed(ETH, HOME, address("feed"))),
        List.of(new Rules.Collateral(HOME, USDC, ETH, 100_000_000, 50_000_000)),
        ParameterSetJson.read(Path.of("../config/parameters/devnet.json")));
  }

  private FirstKeyCertificate certificate() {
    FirstKeyCertificate unsigned =
        new FirstKeyCertificate(
            1,
            deal.group().key(),
            QUORUM,
            identities.stream().map(LocalIdentitySigner::address).toList(),
            deal.group().publicShares(),
            1,
            1_000_000,
            List.of(),
            groupSignature(new byte[32]));
    Bytes32 networkId = genesis.networkId();
    var statement = unsigned.statement(networkId, RulesCodec.hash(rules));
    Digest digest = Digest.of(statement.digest(networkId).toByteArray());
    List<MemberSignature> signatures = new ArrayList<>();
    for (int member = 1; member < MEMBERS; member++) {
      signatures.add(new MemberSignature(member, identities.get(member).sign(digest)));
    }
    return new FirstKeyCertificate(
        1,
        unsigned.groupKey(),
        QUORUM,
        unsigned.identities(),
        unsigned.publicShares(),
        1,
        1_000_000,
        signatures,
        groupSignature(statement.keyTest().digest(networkId).toByteArray()));
  }

  /** A round whose observations show {@code previous}, computed and signed as the network does. */
  public RoundBundle round(long height, Optional<RoundBundle> previous) {
    List<ObservationVote> observations = new ArrayList<>();
    for (int member = 0; member < QUORUM; member++) {
      observations.add(observation(height, member, previous));
    }
    List<ObservationBody> bodies = observations.stream().map(TestNetwork::body).toList();
    return signed(snapshot(height, bodies, previous), observations);
  }

  /** What a committee would sign that takes this snapshot for the right one. */
  public RoundBundle signed(Snapshot snapshot, List<ObservationVote> observations) {
    long height = snapshot.height();
    RoundResult result = new RiskRound().evaluate(snapshot, rules);
    Digest digest = Digest.of(result.digest().toByteArray());
    return new RoundBundle(
        genesis,
        rules,
        certificate,
        snapshot,
        result.report(),
        observations,
        proposal(height, digest, observations),
        commits(height, digest),
        groupSignature(digest.bytes()));
  }

  private static ObservationBody body(ObservationVote vote) {
    try {
      return ObservationCodec.decode(vote.body().toArray());
    } catch (CborException e) {
      throw new AssertionError(e);
    }
  }

  private ObservationVote observation(long height, int member, Optional<RoundBundle> previous) {
    ObservationBody body =
        new ObservationBody(
            height,
            0,
            List.of(
                new ChainCheckpoints(
                    AWAY, List.of(checkpoint(8 * height), checkpoint(8 * height + 8)))),
            List.of(new Price(ETH, e8(2300 + member))),
            previous.map(round ->
                new Previous(
                    round.report().digest(genesis.networkId()),
                    round.height(),
                    Bytes.of(CertificateCodec.encode(round.commits())))));
    Bytes bytes = Bytes.of(ObservationCodec.encode(body));
    Digest hash = ObservationVote.structHash(committee.digest(), height, 0, bytes);
    return new ObservationVote(height, 0, member, bytes, sign(member, hash));
  }

  private static Checkpoint checkpoint(long number) {
    return new Checkpoint(number, Keccak.hash("block " + number));
  }

  private ProposalVote proposal(long height, Digest digest, List<ObservationVote> observations) {
    ObservationList list =
        new ObservationList(
            0,
            observations.stream()
                .map(vote -> new ObservationRef(vote.member(), domain.structHash(vote)))
                .toList());
    int leader = committee.leader(height, 0);
    Digest hash = ProposalVote.structHash(committee.digest(), height, 0, digest, list.hash());
    return new ProposalVote(height, 0, leader, digest, list, sign(leader, hash));
  }

  public Certificate commits(long height, Digest digest) {
    List<MemberSignature> votes = new ArrayList<>();
    for (int member = 0; member < QUORUM; member++) {
      Digest hash = CommitVote.structHash(committee.digest(), height, 0, digest);
      votes.add(new MemberSignature(member, sign(member, hash)));
    }
    return new Certificate(height, 0, digest, votes);
  }

  private RecoverableSignature sign(int member, Digest structHash) {
    return identities.get(member).sign(domain.digest(structHash));
  }

  private Snapshot snapshot(
      long height, List<ObservationBody> bodies, Optional<RoundBundle> previous) {
    long time = NOW + 12 * height;
    PreviousChoice choice = ObservationRules.previous(bodies, committee, height);
    Carried carried =
        previous
            .map(round ->
                new RiskRound()
                    .evaluate(round.snapshot(), rules)
                    .next()
                    .after(choice.digest(), choice.height(), choice.participation()))
            .orElse(Carried.none());
    Instrument perpetual =
        Instrument.of(HOME, PERPETUALS, InstrumentKind.PERPETUAL, ETH, 0, BigInteger.ZERO);
    Instrument call =
        Instrument.of(AWAY, OPTIONS, InstrumentKind.CALL, ETH, NOW + 2_592_000, e8(2400));
    List<Instrument> instruments = new ArrayList<>(List.of(perpetual, call));
    instruments.sort(Comparator.comparing(Instrument::id));
    List<Account> accounts =
        new ArrayList<>(
            List.of(
                account("maker", List.of(perpetual, call), List.of("3", "-10"), instruments),
                account("seller", List.of(call), List.of("-2"), instruments)));
    accounts.sort(Comparator.comparing(Account::id));
    return new Snapshot(
        genesis.networkId(),
        RulesCodec.hash(rules),
        1,
        height,
        time,
        List.of(
            new Pin(HOME, rules.anchor().blockOf(height), Keccak.hash("home " + height), time),
            new Pin(AWAY, 8 * height + 8, checkpoint(8 * height + 8).hash(), time - 3)),
        ObservationRules.prices(bodies, rules, 1),
        List.of(market(time)),
        instruments,
        List.of(new CollateralToken(HOME, USDC, 6, BigInteger.TEN.pow(15))),
        accounts,
        carried);
  }

  private static AssetMarket market(long time) {
    Smile quotes =
        new Smile.Quotes(
            List.of(
                new Smile.Quote(e8(1500), 700_000_000), new Smile.Quote(e8(3000), 650_000_000)));
    return new AssetMarket(
        ETH,
        e8(2300),
        999_500_000,
        time - 5,
        0,
        100_000,
        BigInteger.valueOf(5_000_000_000L),
        0,
        List.of(new Slice(NOW + 2_592_000, e8(2320), quotes)));
  }

  private static Account account(
      String owner, List<Instrument> held, List<String> quantities, List<Instrument> all) {
    List<Account.Position> positions = new ArrayList<>();
    for (int i = 0; i < held.size(); i++) {
      positions.add(
          new Account.Position(
              all.indexOf(held.get(i)),
              new BigDecimal(quantities.get(i)).movePointRight(18).toBigIntegerExact()));
    }
    positions.sort(Comparator.comparingInt(Account.Position::instrument));
    return new Account(
        Account.idOf(HOME, GCM, address(owner), 0),
        HOME,
        GCM,
        address(owner),
        0,
        0,
        BigInteger.ZERO,
        BigInteger.ZERO,
        List.of(new Account.Balance(0, BigInteger.valueOf(5_000_000_000L), BigInteger.ZERO)),
        List.of(),
        positions);
  }

  private GroupSignature groupSignature(byte[] message) {
    List<NoncePair> pairs = new ArrayList<>();
    List<SignerCommitment> commitments = new ArrayList<>();
    for (int i = 0; i < QUORUM; i++) {
      NoncePair pair = NoncePair.generate(deal.shares().get(i), random::nextBytes);
      pairs.add(pair);
      commitments.add(new SignerCommitment(deal.shares().get(i).identifier(), pair.commitment()));
    }
    SigningContext context =
        new SigningContext(deal.group(), new SigningPackage(commitments, message));
    List<SignatureShare> shares = new ArrayList<>();
    for (int i = 0; i < QUORUM; i++) {
      shares.add(Frost.sign(deal.shares().get(i), pairs.get(i), context));
    }
    return ((Aggregation.Signed) Frost.aggregate(context, shares)).signature();
  }

  static Address address(String name) {
    return Address.at(Keccak.hash(name).toByteArray(), 12);
  }

  static BigInteger e8(long units) {
    return BigInteger.valueOf(units).multiply(BigInteger.valueOf(100_000_000));
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
