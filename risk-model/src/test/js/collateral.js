// Section 10, collateral table and credit lines.

import { hex } from './bytes.js';
import { E9, floorDiv, max, min } from './numbers.js';

/** Price and haircuts of every collateral token of the snapshot, in its order. */
export function collateralTable(model) {
  const { snapshot, rules } = model;
  const terms = new Map(rules.collateral.map((entry) => [tokenKey(entry), entry]));
  const held = snapshot.collateral.map(() => 0n);
  for (const { balances } of snapshot.accounts) {
    for (const { token, amount } of balances) {
      held[Number(token)] += amount;
    }
  }
  return snapshot.collateral.map((token, i) => {
    const { asset = null, haircutImE9 = E9, haircutMmE9 = E9 } = terms.get(tokenKey(token)) ?? {};
    const surcharge = steps(held[i], token.supply, model.network) * model.network.supplyHaircutE9;
    return {
      ...token,
      asset,
      priceE8: asset === null ? 0n : (tokenPriceE8(asset, model) ?? 0n),
      haircutImE9: min(E9, haircutImE9 + surcharge),
      haircutMmE9: min(E9, haircutMmE9 + surcharge),
    };
  });
}

const tokenKey = ({ chainId, token }) => `${chainId}:${hex(token)}`;

function tokenPriceE8(asset, model) {
  const isKnown = model.bookOf(asset) !== null || model.stables.has(asset);
  return isKnown ? model.markets.priceE8(asset) : (model.markets.observed.get(asset)?.priceE8 ?? null);
}

/** How many steps of the token's supply the accounts hold together. */
function steps(held, supply, { supplyStepE9 }) {
  return supply === 0n || supplyStepE9 === 0n ? 0n : (held * E9) / supply / supplyStepE9;
}

/**
 * The credit lines of an account, in its order.
 *
 * @param maintenanceE6 the account's new maintenance requirement
 */
export function creditLines(account, maintenanceE6, table) {
  const value = (amountOf, haircut) =>
    account.balances.reduce((sum, balance) => {
      const token = table[Number(balance.token)];
      const cut = amountOf(balance) * token.priceE8 * (E9 - token[haircut]);
      return sum + floorDiv(cut, 10n ** (token.decimals + 11n));
    }, 0n);
  const isShort = value(({ amount }) => amount, 'haircutMmE9') < maintenanceE6;
  const free =
    value(({ amount, setAside }) => max(0n, amount - setAside), 'haircutImE9') - account.provenInitialE6 - account.reservedE6;
  const locked = account.lines.reduce((sum, { lockedE6 }) => sum + lockedE6, 0n);
  return account.lines.map(({ chainId, guard, lockedE6 }) => ({
    account: account.id,
    guardChainId: chainId,
    guard,
    amountE6: isShort ? 0n : max(0n, min(lockedE6, free - (locked - lockedE6))),
    provenHeight: account.provenHeight,
  }));
}
