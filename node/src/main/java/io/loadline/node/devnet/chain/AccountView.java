package io.loadline.node.devnet.chain;

import io.loadline.chain.contracts.GcmCalls;
import io.loadline.chain.rpc.RpcException;
import java.math.BigInteger;

/**
 * What the managers hold about one person, at the newest blocks. Amounts in millionths of a USD.
 */
public final class AccountView {
  private static final int SIGN_BIT = 255;
  private static final BigInteger WRAP = BigInteger.ONE.shiftLeft(256);

  private final Network network;
  private final Person person;

  public AccountView(Network network, Person person) {
    this.network = network;
    this.person = person;
  }

  /** The proven initial requirement at home. */
  public BigInteger requirement() throws RpcException {
    return home(GcmCalls.requirement(person.account()), 1);
  }

  /** The round the requirement was proven in; 0 if none. */
  public long provenHeight() throws RpcException {
    return home(GcmCalls.requirement(person.account()), 0).longValueExact();
  }

  /** Collateral at home; a unit is a millionth of a dollar and counts as that. */
  public BigInteger balance() throws RpcException {
    return home(GcmCalls.balanceOf(person.account(), network.contracts().token()), 0);
  }

  /** Collateral that waits to be withdrawn. */
  public BigInteger setAside() throws RpcException {
    return home(GcmCalls.balanceOf(person.account(), network.contracts().token()), 1);
  }

  /** Charges at home that no proven requirement has seen. */
  public BigInteger reservations() throws RpcException {
    return home(GcmCalls.openChargesE6(person.account()), 0);
  }

  /** The credit line at the guard, as proven. */
  public BigInteger line() throws RpcException {
    return guard(GcmCalls.line(person.account()), 1);
  }

  /** Charges against the line that no proven requirement has seen. */
  public BigInteger lineUsed() throws RpcException {
    return guard(GcmCalls.openChargesE6(person.account()), 0);
  }

  /** What may still be charged at home; negative if the account is short. */
  public BigInteger available() throws RpcException {
    return signed(home(GcmCalls.available(person.account()), 0));
  }

  private BigInteger home(byte[] callData, int word) throws RpcException {
    return network.home().read(network.contracts().manager(), callData).get(word);
  }

  private BigInteger guard(byte[] callData, int word) throws RpcException {
    return network.other().read(network.contracts().guard(), callData).get(word);
  }

  private static BigInteger signed(BigInteger word) {
    return word.testBit(SIGN_BIT) ? word.subtract(WRAP) : word;
  }
}
