package io.loadline.consensus.frost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** RFC 9591 appendix E, suite FROST(secp256k1, SHA-256): every value it lists, to the byte. */
final class RfcVectorTest {
  private final JsonNode vector = Vectors.read("rfc9591-frost-secp256k1-sha256.json");
  private final JsonNode inputs = vector.get("inputs");
  private final Dealer.Deal deal =
      Dealer.deal(
          3,
          List.of(
              Vectors.scalar(inputs.get("group_secret_key")),
              Vectors.scalar(inputs.get("share_polynomial_coefficients").get(0))));
  private final List<NoncePair> pairs = new ArrayList<>();
  private final List<SignerCommitment> commitments = new ArrayList<>();

  private JsonNode roundOne(int index) {
    return vector.get("round_one_outputs").get("outputs").get(index);
  }

  private KeyShare share(int identifier) {
    return deal.shares().get(identifier - 1);
  }

  private SigningContext commitAll() {
    for (int i = 0; i < 2; i++) {
      JsonNode output = roundOne(i);
      KeyShare share = share(output.get("identifier").asInt());
      Deque<byte[]> randomness =
          new ArrayDeque<>(
              List.of(
                  Vectors.bytes(output.get("hiding_nonce_randomness")),
                  Vectors.bytes(output.get("binding_nonce_randomness"))));
      NoncePair pair =
          NoncePair.generate(
              share,
              target -> System.arraycopy(randomness.removeFirst(), 0, target, 0, target.length));
      pairs.add(pair);
      commitments.add(new SignerCommitment(share.identifier(), pair.commitment()));
    }
    return new SigningContext(
        deal.group(), new SigningPackage(commitments, Vectors.bytes(inputs.get("message"))));
  }

  @Test
  void dealtSharesAndGroupKeyAreTheListedOnes() {
    assertThat(deal.group().key().point()).hasToString(inputs.get("group_public_key").asString());
    for (JsonNode listed : inputs.get("participant_shares")) {
      assertThat(Vectors.hex(share(listed.get("identifier").asInt()).secretBytes()))
          .isEqualTo(listed.get("participant_share").asString());
    }
  }

  @Test
  void noncesAndCommitmentsAreTheListedOnes() {
    commitAll();
    for (int i = 0; i < 2; i++) {
      JsonNode output = roundOne(i);
      KeyShare share = share(output.get("identifier").asInt());
      assertThat(
              NoncePair.fromRandomness(Vectors.bytes(output.get("hiding_nonce_randomness")), share))
          .isEqualTo(Vectors.scalar(output.get("hiding_nonce")));
      assertThat(
              NoncePair.fromRandomness(
                  Vectors.bytes(output.get("binding_nonce_randomness")), share))
          .isEqualTo(Vectors.scalar(output.get("binding_nonce")));
      assertThat(Vectors.hex(commitments.get(i).commitment().toBytes()))
          .isEqualTo(
              output.get("hiding_nonce_commitment").asString()
                  + output.get("binding_nonce_commitment").asString());
    }
  }

  @Test
  void bindingFactorsAreTheListedOnes() {
    SigningContext context = commitAll();
    for (int i = 0; i < 2; i++) {
      Identifier signer = commitments.get(i).signer();
      assertThat(Vectors.hex(context.bindingFactorInput(signer)))
          .isEqualTo(roundOne(i).get("binding_factor_input").asString());
      assertThat(context.bindingFactor(signer))
          .isEqualTo(Vectors.scalar(roundOne(i).get("binding_factor")));
    }
  }

  @Test
  void signatureSharesAndSignatureAreTheListedOnes() {
    SigningContext context = commitAll();
    List<SignatureShare> shares = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      JsonNode listed = vector.get("round_two_outputs").get("outputs").get(i);
      SignatureShare share =
          Frost.sign(share(listed.get("identifier").asInt()), pairs.get(i), context);
      assertThat(share.z()).isEqualTo(Vectors.scalar(listed.get("sig_share")));
      assertThat(Frost.verifyShare(context, share)).isTrue();
      shares.add(share);
    }
    Aggregation aggregation = Frost.aggregate(context, shares.reversed());
    assertThat(aggregation).isInstanceOf(Aggregation.Signed.class);
    GroupSignature signature = ((Aggregation.Signed) aggregation).signature();
    assertThat(Vectors.hex(signature.toCompressedBytes()))
        .isEqualTo(vector.get("final_output").get("sig").asString());
    assertThat(signature.verify(deal.group().key(), Vectors.bytes(inputs.get("message")))).isTrue();
  }
}
