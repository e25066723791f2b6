package io.loadline.node.devnet.chain;

import io.loadline.chain.contracts.ProofCalls;
import io.loadline.chain.rpc.RpcException;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.report.SectionName;
import java.util.Set;

/** Shows leaves of a signed round to the managers. Anybody may; here the deployer does. */
public final class Prover {
  private final Network network;

  public Prover(Network network) {
    this.network = network;
  }

  /** Collateral prices and all requirements, at home. */
  public void proveRequirements(SignedRound round) throws RpcException {
    var sections = round.result().sections();
    atHome(
        "prove collateral prices",
        ProofCalls.proveCollaterals(
            round.height(),
            round.sectionProof(SectionName.COLLATERAL),
            SignedRound.proven(sections.collateral(), _ -> true)));
    atHome(
        "prove requirements",
        ProofCalls.proveRequirements(
            round.height(),
            round.sectionProof(SectionName.REQUIREMENTS),
            SignedRound.proven(sections.requirements(), _ -> true)));
  }

  /** Bounds at home and at the guard, and all credit lines at the guard: what trading needs. */
  public void proveForTrading(
      SignedRound round, Set<Bytes32> homeInstruments, Set<Bytes32> otherInstruments)
      throws RpcException {
    atHome("prove bounds", bounds(round, homeInstruments));
    atGuard("prove bounds", bounds(round, otherInstruments));
    var proof = round.sectionProof(SectionName.CREDIT_LINES);
    for (var line : SignedRound.proven(round.result().sections().creditLines(), _ -> true)) {
      atGuard("prove a line", ProofCalls.proveLine(round.height(), proof, line));
    }
  }

  private static byte[] bounds(SignedRound round, Set<Bytes32> instruments) {
    return ProofCalls.proveBounds(
        round.height(),
        round.sectionProof(SectionName.BOUNDS),
        SignedRound.proven(
            round.result().sections().bounds(), leaf -> instruments.contains(leaf.instrument())));
  }

  private void atHome(String what, byte[] callData) throws RpcException {
    network
        .home()
        .transactions()
        .add(what, network.deployer(), network.contracts().manager(), callData);
  }

  private void atGuard(String what, byte[] callData) throws RpcException {
    network
        .other()
        .transactions()
        .add(what, network.deployer(), network.contracts().guard(), callData);
  }
}
