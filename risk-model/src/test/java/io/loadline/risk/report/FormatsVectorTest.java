package io.loadline.risk.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.Vectors;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Account;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.Pin;
import io.loadline.risk.rules.Genesis;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * docs/vectors/formats.json was made with ethers and OpenZeppelin's merkle-tree, not with this
 * code.
 */
class FormatsVectorTest {
  private static final JsonNode VECTORS = Vectors.read("formats.json");

  @Test
  void networkIdIsTheStructHashOfGenesis() {
    var node = VECTORS.get("genesis");
    var operators = new ArrayList<Address>();
    node.get("operators").forEach(o -> operators.add(Address.fromHex(o.asString())));
    var genesis =
        new Genesis(
            hash(node, "random"),
            number(node, "anchorChainId"),
            number(node, "anchorBlockNumber"),
            hash(node, "anchorBlockHash"),
            operators);
    assertThat(genesis.networkId()).isEqualTo(hash(node, "networkId"));
  }

  @Test
  void domainSeparatorMatches() {
    assertThat(Eip712Domain.separator(networkId()))
        .isEqualTo(hash(VECTORS.get("domain"), "separator"));
  }

  @Test
  void reportDigestMatches() {
    var vector = VECTORS.get("messages").get("Report");
    var node = vector.get("message");
    var report =
        new Report(
            number(node, "keyEpoch"),
            number(node, "height"),
            hash(node, "rulesHash"),
            hash(node, "pinsRoot"),
            hash(node, "snapshotHash"),
            hash(node, "sectionsRoot"),
            (int) number(node, "breakerState"),
            hash(node, "previousReport"),
            number(node, "anchorTime"),
            number(node, "validityEnd"));
    assertThat(report.structHash()).isEqualTo(hash(vector, "structHash"));
    assertThat(report.digest(networkId())).isEqualTo(hash(vector, "digest"));
  }

  @Test
  void firstKeyAndItsTestMatch() {
    var vector = VECTORS.get("messages").get("FirstKey");
    var node = vector.get("message");
    var firstKey =
        new FirstKey(
            number(node, "keyEpoch"),
            big(node, "groupKeyX"),
            (int) number(node, "groupKeyParity"),
            hash(node, "committee"),
            hash(node, "rulesHash"),
            number(node, "validFromHeight"),
            number(node, "expiresAtHeight"));
    assertThat(firstKey.structHash()).isEqualTo(hash(vector, "structHash"));
    assertThat(firstKey.digest(networkId())).isEqualTo(hash(vector, "digest"));
    assertThat(firstKey.keyTest().digest(networkId()))
        .isEqualTo(hash(VECTORS.get("messages").get("KeyTest"), "digest"));
  }

  @Test
  void accountIdsMatch() {
    for (var node : VECTORS.get("accountIds")) {
      assertThat(
              Account.idOf(
                  number(node, "homeChainId"),
                  address(node, "gcm"),
                  address(node, "owner"),
                  number(node, "subAccount")))
          .isEqualTo(hash(node, "id"));
    }
  }

  @Test
  void instrumentIdsMatch() {
    for (var node : VECTORS.get("instrumentIds")) {
      var asset = new Asset(node.get("asset").asString());
      assertThat("0x" + HexFormat.of().formatHex(asset.bytes16()))
          .isEqualTo(node.get("assetBytes16").asString());
      var instrument =
          Instrument.of(
              number(node, "chainId"),
              address(node, "venue"),
              InstrumentKind.fromCode((int) number(node, "kind")),
              asset,
              number(node, "expiry"),
              big(node, "strikeE8"));
      assertThat(instrument.id()).isEqualTo(hash(node, "id"));
    }
  }

  @Test
  void requirementTreesOfEverySizeMatch() {
    for (var tree : VECTORS.get("requirementTrees")) {
      assertTree(
          tree,
          f ->
              new Leaf.Requirement(
                  hash(f, 0), address(f, 1), big(f, 2), big(f, 3), big(f, 4), number(f, 5)));
    }
  }

  @Test
  void treesOfEverySectionMatch() {
    var trees = VECTORS.get("trees");
    assertTree(
        trees.get("pins"),
        f -> new Leaf.PinLeaf(new Pin(number(f, 0), number(f, 1), hash(f, 2), number(f, 3))));
    assertTree(
        trees.get("collateral"),
        f ->
            new Leaf.Collateral(
                number(f, 0),
                address(f, 1),
                (int) number(f, 2),
                big(f, 3),
                number(f, 4),
                number(f, 5)));
    assertTree(
        trees.get("bounds"),
        f -> new Leaf.Bounds(hash(f, 0), big(f, 1), big(f, 2), big(f, 3), big(f, 4)));
    assertTree(
        trees.get("creditLines"),
        f -> new Leaf.CreditLine(hash(f, 0), number(f, 1), address(f, 2), big(f, 3), number(f, 4)));
    assertTree(
        trees.get("summary"),
        f ->
            new Leaf.Summary(
                number(f, 0), number(f, 1), big(f, 2), big(f, 3), big(f, 4), big(f, 5), big(f, 6)));
    assertTree(trees.get("sections"), f -> new Leaf.SectionLeaf(hash(f, 0), hash(f, 1)));
    var names = trees.get("sections").get("leaves");
    for (var name : SectionName.values()) {
      assertThat(hash(names.get(name.index()).get("fields"), 0)).isEqualTo(name.hash());
    }
  }

  @Test
  void rootOfNoLeavesIsZero() {
    assertThat(MerkleTree.of(List.of()).root()).isEqualTo(Bytes32.ZERO);
  }

  private static void assertTree(JsonNode vector, Function<JsonNode, Leaf> leafOf) {
    var leaves = new ArrayList<Leaf>();
    vector.get("leaves").forEach(l -> leaves.add(leafOf.apply(l.get("fields"))));
    var section = Section.of(leaves);
    assertThat(section.root()).isEqualTo(hash(vector, "root"));
    for (int i = 0; i < leaves.size(); i++) {
      var leaf = vector.get("leaves").get(i);
      assertThat(section.tree().leaf(i)).isEqualTo(hash(leaf, "hash"));
      var proof = new ArrayList<Bytes32>();
      leaf.get("proof").forEach(p -> proof.add(Bytes32.fromHex(p.asString())));
      assertThat(section.tree().proof(i)).isEqualTo(proof);
      assertThat(MerkleTree.verify(section.root(), hash(leaf, "hash"), proof)).isTrue();
      assertThat(MerkleTree.verify(section.root(), Bytes32.ZERO, proof)).isFalse();
    }
  }

  private static Bytes32 networkId() {
    return hash(VECTORS.get("genesis"), "networkId");
  }

  private static Bytes32 hash(JsonNode node, String name) {
    return Bytes32.fromHex(node.get(name).asString());
  }

  private static Bytes32 hash(JsonNode fields, int index) {
    return Bytes32.fromHex(fields.get(index).asString());
  }

  private static Address address(JsonNode node, String name) {
    return Address.fromHex(node.get(name).asString());
  }

  private static Address address(JsonNode fields, int index) {
    return Address.fromHex(fields.get(index).asString());
  }

  private static BigInteger big(JsonNode node, String name) {
    return new BigInteger(node.get(name).asString());
  }

  private static BigInteger big(JsonNode fields, int index) {
    return new BigInteger(fields.get(index).asString());
  }

  private static long number(JsonNode node, String name) {
    return big(node, name).longValueExact();
  }

  private static long number(JsonNode fields, int index) {
    return big(fields, index).longValueExact();
  }
}
