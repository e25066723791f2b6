package io.loadline.consensus.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.consensus.Address;
import io.loadline.consensus.Bytes;
import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.LocalIdentitySigner;
import io.loadline.consensus.Member;
import io.loadline.consensus.RecoverableSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** docs/vectors/votes.json, made with ethers 6; the registry's tests read the same file. */
class VoteVectorsTest {
  private static final RecoverableSignature NONE =
      RecoverableSignature.of(new byte[RecoverableSignature.LENGTH]);

  static Stream<JsonNode> votes() {
    List<JsonNode> votes = new ArrayList<>();
    file().get("votes").forEach(votes::add);
    return votes.stream();
  }

  @ParameterizedTest
  @MethodSource("votes")
  void hashesAndSignsAsEthersDoes(JsonNode vector) {
    Committee committee = committee(file());
    JsonNode message = vector.get("message");
    Digest struct = structHash(committee, vector.get("type").asString(), message, vector);
    assertThat(struct).isEqualTo(digest(vector, "structHash"));
    Digest signed = new Eip712(committee).digest(struct);
    assertThat(signed).isEqualTo(digest(vector, "digest"));
    var signer =
        new LocalIdentitySigner(Bytes.fromHex(vector.get("secretKey").asString()).toArray());
    RecoverableSignature expected =
        RecoverableSignature.of(Bytes.fromHex(vector.get("signature").asString()).toArray());
    assertThat(signer.sign(signed)).isEqualTo(expected);
    assertThat(expected.recover(signed))
        .contains(committee.member(vector.get("member").asInt()).identity());
  }

  @Test
  void committeeDigestIsThatOfItsAbiEncoding() {
    assertThat(committee(file()).digest()).isEqualTo(digest(file().get("committee"), "digest"));
  }

  private static Digest structHash(Committee committee, String type, JsonNode m, JsonNode vector) {
    long height = m.get("height").asLong();
    int round = m.has("round") ? m.get("round").asInt() : 0;
    int member = vector.get("member").asInt();
    Eip712 domain = new Eip712(committee);
    return switch (type) {
      case "Observation" -> {
        Bytes body = Bytes.fromHex(vector.get("preimage").get("body").asString());
        yield domain.structHash(new ObservationVote(height, round, member, body, NONE));
      }
      case "Proposal" -> {
        List<ObservationRef> refs = new ArrayList<>();
        for (JsonNode hash : vector.get("preimage").get("observationHashes")) {
          refs.add(new ObservationRef(refs.size(), Digest.fromHex(hash.asString())));
        }
        yield domain.structHash(
            new ProposalVote(
                height, round, member, digest(m, "digest"), new ObservationList(2, refs), NONE));
      }
      case "Prepare" ->
          domain.structHash(new PrepareVote(height, round, member, digest(m, "digest"), NONE));
      case "Commit" ->
          domain.structHash(new CommitVote(height, round, member, digest(m, "digest"), NONE));
      case "RoundChange" -> {
        PreparedValue prepared =
            m.get("prepared").asBoolean()
                ? new PreparedValue(m.get("preparedRound").asInt(), digest(m, "preparedDigest"))
                : null;
        yield domain.structHash(new RoundChangeVote(height, round, member, prepared, NONE));
      }
      case "SigningMessage" -> {
        Bytes content = Bytes.fromHex(vector.get("preimage").get("content").asString());
        yield domain.signingStruct(height, digest(m, "digest"), content);
      }
      default -> throw new IllegalArgumentException(type);
    };
  }

  static Committee committee(JsonNode file) {
    JsonNode node = file.get("committee");
    List<Member> members = new ArrayList<>();
    for (JsonNode identity : node.get("identities")) {
      int index = members.size();
      members.add(
          new Member(
              index,
              Address.fromHex(identity.asString()),
              Bytes.fromHex(node.get("publicShares").get(index).asString())));
    }
    return Committee.of(
        digest(file, "networkId"),
        node.get("keyEpoch").asLong(),
        Bytes.fromHex(node.get("groupKey").asString()),
        members);
  }

  private static Digest digest(JsonNode node, String field) {
    return Digest.fromHex(node.get(field).asString());
  }

  static JsonNode file() {
    try {
      return JsonMapper.shared().readTree(Files.readString(Path.of("../docs/vectors/votes.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
