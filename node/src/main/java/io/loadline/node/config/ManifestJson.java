package io.loadline.node.config;

import io.loadline.consensus.Address;
import io.loadline.consensus.Bytes;
import io.loadline.consensus.RecoverableSignature;
import io.loadline.consensus.frost.GroupKey;
import io.loadline.consensus.frost.GroupSignature;
import io.loadline.consensus.frost.Point;
import io.loadline.consensus.message.MemberSignature;
import io.loadline.libp2p.address.Multiaddr;
import io.loadline.libp2p.identity.PublicKey;
import io.loadline.node.OperatorException;
import io.loadline.node.bundle.FirstKeyCertificate;
import io.loadline.node.bundle.FirstKeyVerifier;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.rules.Genesis;
import io.loadline.risk.rules.Rules;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A network manifest as a JSON file; config/schema/manifest.json. */
public final class ManifestJson {
  private static final int VERSION = 1;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ManifestJson() {}

  /**
   * Reads a manifest and checks that its operators installed its group key and its peers belong to
   * its operators.
   */
  public static NetworkManifest read(Path file) {
    return switch (readAny(file)) {
      case NetworkManifest manifest -> manifest;
      case FoundingManifest _ ->
          throw new OperatorException.Configuration(
              "the network has no key yet",
              file.toString(),
              "Run its operators' nodes, which make one, and take the manifest that they write.");
    };
  }

  /** The same for a network that may still have to make its key. */
  public static Manifest readAny(Path file) {
    Section root = Document.json(file);
    return root.build(ManifestJson::manifest);
  }

  private static Manifest manifest(Section root) {
    root.number("manifest", VERSION, VERSION);
    String name = root.text("name");
    Genesis genesis = root.section("genesis").build(ManifestJson::genesis);
    Rules rules = root.section("rules").build(RulesJson::read);
    Optional<FoundingManifest.FirstKeyTerms> terms =
        root.optionalSection("firstKey").map(section -> section.build(ManifestJson::terms));
    Optional<FirstKeyCertificate> committee =
        root.optionalSection("committee").map(section -> section.build(ManifestJson::committee));
    if (terms.isPresent() == committee.isPresent()) {
      throw root.invalid("holds not exactly one of committee and firstKey");
    }
    List<PeerEntry> peers = root.sections("peers", peer -> peer.build(ManifestJson::peer));
    Manifest manifest =
        committee.isPresent()
            ? new NetworkManifest(name, genesis, rules, committee.get(), peers)
            : new FoundingManifest(name, genesis, rules, terms.orElseThrow(), peers);
    Optional<String> fault =
        committee.flatMap(key -> FirstKeyVerifier.fault(genesis, manifest.rulesHash(), key));
    if (fault.isPresent()) {
      throw root.invalid("committee", fault.get(), "Get the manifest from the network again.");
    }
    checkPeers(root, manifest);
    return manifest;
  }

  private static void checkPeers(Section root, Manifest manifest) {
    for (PeerEntry peer : manifest.peers()) {
      boolean belongs =
          manifest
                  .genesis()
                  .operators()
                  .contains(io.loadline.risk.bytes.Address.of(peer.identity().bytes()))
              && PeerBindings.isSigned(peer, manifest.networkId());
      if (!belongs) {
        throw root.invalid(
            "peers",
            "peer " + peer.peerId() + " is not bound by the operator " + peer.identity(),
            "Ask that operator for a new entry.");
      }
    }
  }

  private static FoundingManifest.FirstKeyTerms terms(Section terms) {
    return new FoundingManifest.FirstKeyTerms(
        terms.number("keyEpoch", 1, Long.MAX_VALUE),
        terms.number("validFromHeight", 1, Long.MAX_VALUE),
        terms.number("expiresAtHeight", 1, Long.MAX_VALUE),
        (int) terms.number("attempt", 0, Integer.MAX_VALUE, 0));
  }

  private static Genesis genesis(Section genesis) {
    return new Genesis(
        genesis.text("random", "32 bytes in hex", Bytes32::fromHex),
        genesis.number("anchorChainId", 1, Long.MAX_VALUE),
        genesis.number("anchorBlockNumber", 0, Long.MAX_VALUE),
        genesis.text("anchorBlockHash", "32 bytes in hex", Bytes32::fromHex),
        genesis.texts(
            "operators",
            "an address, 0x and 40 hex digits",
            io.loadline.risk.bytes.Address::fromHex));
  }

  private static FirstKeyCertificate committee(Section committee) {
    return new FirstKeyCertificate(
        committee.number("keyEpoch", 0, Long.MAX_VALUE),
        committee.text(
            "groupKey", "33 bytes in hex, a compressed point", text -> new GroupKey(point(text))),
        (int) committee.number("threshold", 1, 64),
        committee.texts("identities", "an address, 0x and 40 hex digits", Address::fromHex),
        committee.texts("publicShares", "33 bytes in hex, a point", ManifestJson::point),
        committee.number("validFromHeight", 0, Long.MAX_VALUE),
        committee.number("expiresAtHeight", 0, Long.MAX_VALUE),
        committee.sections("signatures", signed -> signed.build(ManifestJson::memberSignature)),
        committee.text("keyTest", "96 bytes in hex, R.x R.y z", ManifestJson::groupSignature));
  }

  private static MemberSignature memberSignature(Section signed) {
    return new MemberSignature(
        (int) signed.number("member", 0, 63),
        signed.text("signature", "65 bytes in hex", ManifestJson::signature));
  }

  private static PeerEntry peer(Section peer) {
    return new PeerEntry(
        peer.text("identity", "an address, 0x and 40 hex digits", Address::fromHex),
        peer.text("peerKey", "a libp2p public key in hex", ManifestJson::publicKey),
        peer.texts("addresses", "a multiaddress", Multiaddr::of),
        peer.text("binding", "65 bytes in hex", ManifestJson::signature));
  }

  private static RecoverableSignature signature(String hex) {
    return RecoverableSignature.of(Bytes.fromHex(hex).toArray());
  }

  private static Point point(String hex) {
    return Point.parse(Bytes.fromHex(hex).toArray())
        .orElseThrow(() -> new IllegalArgumentException("not on the curve"));
  }

  private static GroupSignature groupSignature(String hex) {
    return GroupSignature.parse(Bytes.fromHex(hex).toArray())
        .orElseThrow(() -> new IllegalArgumentException("no signature"));
  }

  private static PublicKey publicKey(String hex) {
    PublicKey key = PublicKey.decode(Bytes.fromHex(hex).toArray());
    if (key == null) {
      throw new IllegalArgumentException("no public key");
    }
    return key;
  }

  /** The file's text. */
  public static String write(Manifest manifest) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("manifest", VERSION);
    out.put("name", manifest.name());
    write(manifest.genesis(), out.putObject("genesis"));
    out.set("rules", RulesJson.write(manifest.rules()));
    switch (manifest) {
      case NetworkManifest founded -> write(founded.committee(), out.putObject("committee"));
      case FoundingManifest founding -> write(founding.firstKey(), out.putObject("firstKey"));
    }
    ArrayNode peers = out.putArray("peers");
    for (PeerEntry peer : manifest.peers()) {
      ObjectNode entry = peers.addObject();
      entry.put("identity", peer.identity().toString());
      entry.put("peerKey", Bytes.of(peer.peerKey().encode()).toString());
      ArrayNode addresses = entry.putArray("addresses");
      peer.addresses().forEach(address -> addresses.add(address.toString()));
      entry.put("binding", peer.binding().toString());
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(out) + "\n";
  }

  private static void write(Genesis genesis, ObjectNode out) {
    out.put("random", genesis.random().toHex());
    out.put("anchorChainId", genesis.anchorChainId());
    out.put("anchorBlockNumber", genesis.anchorBlockNumber());
    out.put("anchorBlockHash", genesis.anchorBlockHash().toHex());
    ArrayNode operators = out.putArray("operators");
    genesis.operators().forEach(operator -> operators.add(operator.toHex()));
  }

  private static void write(FoundingManifest.FirstKeyTerms terms, ObjectNode out) {
    out.put("keyEpoch", terms.keyEpoch());
    out.put("validFromHeight", terms.validFromHeight());
    out.put("expiresAtHeight", terms.expiresAtHeight());
    out.put("attempt", terms.attempt());
  }

  private static void write(FirstKeyCertificate committee, ObjectNode out) {
    out.put("keyEpoch", committee.keyEpoch());
    out.put("groupKey", Bytes.of(committee.groupKey().point().toBytes()).toString());
    out.put("threshold", committee.threshold());
    ArrayNode identities = out.putArray("identities");
    committee.identities().forEach(identity -> identities.add(identity.toString()));
    ArrayNode shares = out.putArray("publicShares");
    committee.publicShares().forEach(share -> shares.add(Bytes.of(share.toBytes()).toString()));
    out.put("validFromHeight", committee.validFromHeight());
    out.put("expiresAtHeight", committee.expiresAtHeight());
    ArrayNode signatures = out.putArray("signatures");
    for (MemberSignature signed : committee.signatures()) {
      signatures
          .addObject()
          .put("member", signed.member())
          .put("signature", signed.signature().toString());
    }
    out.put("keyTest", Bytes.of(committee.keyTest().toBytes()).toString());
  }
}
