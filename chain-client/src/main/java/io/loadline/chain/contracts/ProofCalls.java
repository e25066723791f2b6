package io.loadline.chain.contracts;

import static io.loadline.chain.contracts.Abi.address;
import static io.loadline.chain.contracts.Abi.bytes32;
import static io.loadline.chain.contracts.Abi.bytes32s;
import static io.loadline.chain.contracts.Abi.tuple;
import static io.loadline.chain.contracts.Abi.uint128;
import static io.loadline.chain.contracts.Abi.uint32;
import static io.loadline.chain.contracts.Abi.uint64;
import static io.loadline.chain.contracts.Abi.uint8;

import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.report.Leaf;
import java.util.List;
import org.web3j.abi.datatypes.StaticStruct;
import org.web3j.abi.datatypes.Type;

/** Call data that proves leaves of an accepted round to a GCM. */
public final class ProofCalls {

  private ProofCalls() {}

  /** A leaf with its own Merkle proof inside its section. */
  public record Proven<L extends Leaf>(L leaf, List<Bytes32> proof) {}

  public static byte[] proveRequirement(
      long height, List<Bytes32> sectionProof, Proven<Leaf.Requirement> one) {
    return single("proveRequirement", height, requirement(one.leaf()), sectionProof, one.proof());
  }

  public static byte[] proveCollateral(
      long height, List<Bytes32> sectionProof, Proven<Leaf.Collateral> one) {
    return single("proveCollateral", height, collateral(one.leaf()), sectionProof, one.proof());
  }

  public static byte[] proveBound(
      long height, List<Bytes32> sectionProof, Proven<Leaf.Bounds> one) {
    return single("proveBound", height, bound(one.leaf()), sectionProof, one.proof());
  }

  public static byte[] proveLine(
      long height, List<Bytes32> sectionProof, Proven<Leaf.CreditLine> one) {
    return single("proveLine", height, line(one.leaf()), sectionProof, one.proof());
  }

  public static byte[] proveRequirements(
      long height, List<Bytes32> sectionProof, List<Proven<Leaf.Requirement>> many) {
    return several(
        "proveRequirements",
        height,
        many.stream().map(each -> requirement(each.leaf())).toList(),
        sectionProof,
        proofsOf(many));
  }

  public static byte[] proveCollaterals(
      long height, List<Bytes32> sectionProof, List<Proven<Leaf.Collateral>> many) {
    return several(
        "proveCollaterals",
        height,
        many.stream().map(each -> collateral(each.leaf())).toList(),
        sectionProof,
        proofsOf(many));
  }

  public static byte[] proveBounds(
      long height, List<Bytes32> sectionProof, List<Proven<Leaf.Bounds>> many) {
    return several(
        "proveBounds",
        height,
        many.stream().map(each -> bound(each.leaf())).toList(),
        sectionProof,
        proofsOf(many));
  }

  private static byte[] single(
      String function,
      long height,
      Type<?> leaf,
      List<Bytes32> sectionProof,
      List<Bytes32> leafProof) {
    return Abi.call(function, uint64(height), leaf, bytes32s(sectionProof), bytes32s(leafProof));
  }

  private static byte[] several(
      String function,
      long height,
      List<StaticStruct> leaves,
      List<Bytes32> sectionProof,
      List<List<Bytes32>> leafProofs) {
    return Abi.call(
        function,
        uint64(height),
        Abi.tuples(leaves),
        bytes32s(sectionProof),
        Abi.proofs(leafProofs));
  }

  private static List<List<Bytes32>> proofsOf(List<? extends Proven<?>> many) {
    return many.stream().map(Proven::proof).toList();
  }

  private static StaticStruct requirement(Leaf.Requirement leaf) {
    return tuple(
        bytes32(leaf.account()),
        address(leaf.gcm()),
        uint128(leaf.initialUsdE6()),
        uint128(leaf.maintenanceUsdE6()),
        uint128(leaf.isolatedUsdE6()),
        uint32(leaf.flags()));
  }

  private static StaticStruct collateral(Leaf.Collateral leaf) {
    return tuple(
        uint64(leaf.chainId()),
        address(leaf.token()),
        uint8(leaf.decimals()),
        uint128(leaf.priceUsdE8()),
        uint32(leaf.haircutImE9()),
        uint32(leaf.haircutMmE9()));
  }

  private static StaticStruct bound(Leaf.Bounds leaf) {
    return tuple(
        bytes32(leaf.instrument()),
        uint128(leaf.markUsdE6()),
        uint128(leaf.buyUsdE6()),
        uint128(leaf.sellUsdE6()),
        uint128(leaf.lotE18()));
  }

  private static StaticStruct line(Leaf.CreditLine leaf) {
    return tuple(
        bytes32(leaf.account()),
        uint64(leaf.guardChainId()),
        address(leaf.guard()),
        uint128(leaf.amountUsdE6()),
        uint64(leaf.provenHeight()));
  }
}
