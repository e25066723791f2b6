package io.loadline.chain.contracts;

import static io.loadline.chain.contracts.Abi.address;
import static io.loadline.chain.contracts.Abi.bytes32;
import static io.loadline.chain.contracts.Abi.bytes32s;
import static io.loadline.chain.contracts.Abi.tuple;
import static io.loadline.chain.contracts.Abi.uint128;
import static io.loadline.chain.contracts.Abi.uint256;
import static io.loadline.chain.contracts.Abi.uint32;
import static io.loadline.chain.contracts.Abi.uint64;
import static io.loadline.chain.contracts.Abi.uint8;

import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Pin;
import io.loadline.risk.report.FirstKey;
import io.loadline.risk.report.Report;
import java.math.BigInteger;
import java.util.List;

/** Call data of a GCM's functions other than proofs, which {@link ProofCalls} has. */
public final class GcmCalls {

  private GcmCalls() {}

  public static byte[] submitRound(
      Report report, GroupSignature signature, Pin ownPin, List<Bytes32> pinProof) {
    return Abi.call(
        "submitRound",
        tuple(
            uint64(report.keyEpoch()),
            uint64(report.height()),
            bytes32(report.rulesHash()),
            bytes32(report.pinsRoot()),
            bytes32(report.snapshotHash()),
            bytes32(report.sectionsRoot()),
            uint8(report.breakerState()),
            bytes32(report.previousReport()),
            uint64(report.anchorTimeSeconds()),
            uint64(report.validityEndSeconds())),
        uint256(signature.rx()),
        uint256(signature.ry()),
        uint256(signature.z()),
        tuple(
            uint64(ownPin.chainId()),
            uint64(ownPin.number()),
            bytes32(ownPin.hash()),
            uint64(ownPin.timeSeconds())),
        bytes32s(pinProof));
  }

  /** Signatures are 65 bytes each, ordered by rising signer. */
  public static byte[] installFirstKey(
      FirstKey key, List<byte[]> signatures, GroupSignature keyTest) {
    return Abi.call(
        "installFirstKey",
        tuple(
            uint64(key.keyEpoch()),
            uint256(key.groupKeyX()),
            uint8(key.groupKeyParity()),
            bytes32(key.committee()),
            bytes32(key.rulesHash()),
            uint64(key.validFromHeight()),
            uint64(key.expiresAtHeight())),
        Abi.byteStrings(signatures),
        uint256(keyTest.rx()),
        uint256(keyTest.ry()),
        uint256(keyTest.z()));
  }

  public static byte[] openAccount(long subAccount) {
    return Abi.call("openAccount", uint32(subAccount));
  }

  public static byte[] deposit(Address token, BigInteger amount, long subAccount) {
    return Abi.call("deposit", address(token), uint128(amount), uint32(subAccount));
  }

  public static byte[] requestWithdraw(long subAccount, Address token, BigInteger amount) {
    return Abi.call("requestWithdraw", uint32(subAccount), address(token), uint128(amount));
  }

  public static byte[] executeWithdraw(long subAccount, Address token, BigInteger amount) {
    return Abi.call("executeWithdraw", uint32(subAccount), address(token), uint128(amount));
  }

  public static byte[] cancelWithdraw(long subAccount, Address token) {
    return Abi.call("cancelWithdraw", uint32(subAccount), address(token));
  }

  /** The owner names, at home, who holds for the account at a guard of another chain. */
  public static byte[] linkHolder(
      long subAccount, long guardChainId, Address guard, Address holder) {
    return Abi.call(
        "linkHolder", uint32(subAccount), uint64(guardChainId), address(guard), address(holder));
  }

  /**
   * The holder names, at its guard, the account it serves.
   *
   * @param ownerSignature the owner's over {@link LinkOrder}, 65 bytes
   */
  public static byte[] acceptLink(
      long homeChainId, Address homeGcm, Address owner, long subAccount, byte[] ownerSignature) {
    return Abi.call(
        "acceptLink",
        uint64(homeChainId),
        address(homeGcm),
        address(owner),
        uint32(subAccount),
        Abi.bytes(ownerSignature));
  }

  public static byte[] approveVenue(Bytes32 account, Address venue, BigInteger capUsdE6) {
    return Abi.call("approveVenue", bytes32(account), address(venue), uint128(capUsdE6));
  }

  public static byte[] lockLine(
      long subAccount, long guardChainId, Address guard, BigInteger amountUsdE6) {
    return Abi.call(
        "lockLine", uint32(subAccount), uint64(guardChainId), address(guard), uint128(amountUsdE6));
  }

  /** First step of lowering a lock. */
  public static byte[] requestUnlock(
      long subAccount, long guardChainId, Address guard, BigInteger targetUsdE6) {
    return Abi.call(
        "requestUnlock",
        uint32(subAccount),
        uint64(guardChainId),
        address(guard),
        uint128(targetUsdE6));
  }

  public static byte[] cancelUnlock(long subAccount, long guardChainId, Address guard) {
    return Abi.call("cancelUnlock", uint32(subAccount), uint64(guardChainId), address(guard));
  }

  /** Tells the GCM that its newest round has seen the request. */
  public static byte[] noteUnlock(Bytes32 account, long guardChainId, Address guard) {
    return Abi.call("noteUnlock", bytes32(account), uint64(guardChainId), address(guard));
  }

  public static byte[] readAccounts(List<Bytes32> accounts) {
    return Abi.call("readAccounts", bytes32s(accounts));
  }

  public static byte[] readTokens() {
    return Abi.call("readTokens");
  }

  public static byte[] latestRound() {
    return Abi.call("latestRound");
  }

  public static byte[] roundAt(long height) {
    return Abi.call("roundAt", uint64(height));
  }

  public static byte[] currentKey() {
    return Abi.call("currentKey");
  }

  public static byte[] requirement(Bytes32 account) {
    return Abi.call("requirement", bytes32(account));
  }

  public static byte[] line(Bytes32 account) {
    return Abi.call("line", bytes32(account));
  }

  public static byte[] available(Bytes32 account) {
    return Abi.call("available", bytes32(account));
  }

  public static byte[] openChargesE6(Bytes32 account) {
    return Abi.call("openChargesE6", bytes32(account));
  }

  public static byte[] balanceOf(Bytes32 account, Address token) {
    return Abi.call("balanceOf", bytes32(account), address(token));
  }
}
