#!/usr/bin/env python3
"""Makes the golden points of what the Crypto-SPAN/1 kernel builds from exp, log and Phi.

Plain Python, 60-digit decimals, nothing to install; the functions come from generate-kernel-coefficients.py, which makes
the points of exp, log, Phi and the short list of prices. Greeks are differences of the 60-digit price, not the closed
forms that the kernel evaluates, so a wrong sign or a forgotten term cannot be on both sides.

  scripts/generate-kernel-vectors.py DIR [NAME...]     writes DIR/kernel-NAME.json (all, or those named):
                                                       power, svi, greeks, implied, black-wide; half a minute for all
"""

import json
import math
import random
import sys
from decimal import Decimal as D
from importlib.machinery import SourceFileLoader
from pathlib import Path

sys.dont_write_bytecode = True
coefficients = SourceFileLoader(
    "coefficients", str(Path(__file__).with_name("generate-kernel-coefficients.py"))
).load_module()
cdf_tail, hexes = coefficients.cdf_tail, coefficients.hexes

HOUR = 1 / 8760
STEP = D("1e-12")
DOUBLES = "Hexadecimal floating point: inputs, then result, correctly rounded to double from 60-digit decimals. "


def cdf(x):
    return cdf_tail(-x) if x < 0 else 1 - cdf_tail(x)


def out_of_the_money(forward, strike, deviation):
    """The undiscounted price of the side without payoff at the forward: no digits are lost to the payoff."""
    d1 = (forward / strike).ln() / deviation + deviation / 2
    d2 = d1 - deviation
    if forward < strike:
        return forward * cdf(d1) - strike * cdf(d2)
    return strike * cdf(-d2) - forward * cdf(-d1)


def price(is_call, forward, strike, deviation):
    payoff = max((forward - strike) * (1 if is_call else -1), D(0))
    return out_of_the_money(forward, strike, deviation) + payoff


def greeks(is_call, forward, strike, volatility, years, rate, discount):
    """delta, gamma, vega, vanna, volga, charm, theta of the discounted price, by symmetric differences.

    The payoff's part, D (F - K), is exact; only the other side's time value is differenced. Its steps are in
    units of the deviation, the scale on which it bends, so the error is about 1e-24 of the value times a power of d1.
    """
    deviation = volatility * years.sqrt()
    df, dv, dt = forward * deviation * STEP, volatility * STEP, years * STEP

    # The side is the one at the unshifted forward: across F = K it must not change.
    side_forward = forward

    def value(f, v, t):
        s = v * t.sqrt()
        d1 = (f / strike).ln() / s + s / 2
        d2 = d1 - s
        if side_forward < strike:
            undiscounted = f * cdf(d1) - strike * cdf(d2)
        else:
            undiscounted = strike * cdf(-d2) - f * cdf(-d1)
        return discount * (-rate * (t - years)).exp() * undiscounted

    f, v, t = forward, volatility, years

    def slope_f(vol, time):
        return (value(f + df, vol, time) - value(f - df, vol, time)) / (2 * df)

    here, f_up, f_down = value(f, v, t), value(f + df, v, t), value(f - df, v, t)
    v_up, v_down = value(f, v + dv, t), value(f, v - dv, t)
    delta = (f_up - f_down) / (2 * df)
    gamma = (f_up - 2 * here + f_down) / (df * df)
    vega = (v_up - v_down) / (2 * dv)
    volga = (v_up - 2 * here + v_down) / (dv * dv)
    vanna = (slope_f(v + dv, t) - slope_f(v - dv, t)) / (2 * dv)
    charm = (slope_f(v, t - dt) - slope_f(v, t + dt)) / (2 * dt)
    theta = (value(f, v, t - dt) - value(f, v, t + dt)) / (2 * dt)
    own_side = (forward < strike) == is_call
    if not own_side:
        a = 1 if is_call else -1
        delta += a * discount
        charm += a * rate * discount
        theta += a * rate * discount * (forward - strike)
    return delta, gamma, vega, vanna, volga, charm, theta


def market(source, i):
    """Forward, strike, volatility and years: the whole box (F/K, vol and years in it), the strikes around the forward,
    where d1 or d2 is nearly 0 and greeks change sign, the box's corners, and strikes nearly at the money."""
    forward = 10 ** source.uniform(-2, 5.3)
    volatility = math.exp(source.uniform(math.log(0.05), math.log(3)))
    kind = i // 2 % 8
    years = source.uniform(HOUR, 3) if kind in (2, 3) else math.exp(source.uniform(math.log(HOUR), math.log(3)))
    if kind == 6:
        volatility = source.choice([0.05, 3.0])
        years = source.choice([HOUR, 3.0])
    deviation = volatility * math.sqrt(years)
    if kind in (0, 1):
        distance = source.uniform(-math.log(10), math.log(10))
    elif kind == 5:
        crossing = source.choice([-0.5, 0.5]) * deviation * deviation
        distance = crossing * (1 + source.uniform(-1, 1) * 10 ** source.uniform(-12, 0))
    elif kind == 6:
        distance = source.choice([-1, 1]) * source.choice([math.log(10), source.uniform(0, 8) * deviation, 1e-9, 0])
    elif kind == 7:
        distance = source.uniform(-1, 1) * 10 ** source.uniform(-12, -1)
    else:
        distance = source.uniform(-7, 7) * deviation
    distance = max(min(distance, math.log(10)), -math.log(10))
    return forward, forward * math.exp(distance), volatility, years


def power_rows(source):
    rows = []
    for i in range(1000):
        if i % 2:
            base, exponent = 30 / max(source.uniform(0.02, 1100), source.uniform(0.5, 7)), source.uniform(0, 1)
        else:
            base, exponent = 10 ** source.uniform(-6, 6), source.uniform(-4, 4)
        rows.append(hexes(base, exponent, (D(base).ln() * D(exponent)).exp()))
    return rows + [hexes(1, 0.3, 1), hexes(2, 0, 1), hexes(2, -1, 0.5), hexes(30, 0.5, D(30).sqrt())]


def svi_rows(source):
    rows = []
    for _ in range(1000):
        b, rho, sigma = source.uniform(0, 1.5), source.uniform(-0.95, 0.95), 10 ** source.uniform(-3, 0.3)
        m, k = source.gauss(0, 0.3), source.gauss(0, 1.5)
        least = b * sigma * math.sqrt(1 - rho * rho)
        a = source.uniform(-0.98 * least, 0.5) if least > 1e-9 else source.uniform(0.001, 0.5)
        exact = [D(x) for x in (a, b, rho, m, sigma, k)]
        rows.append(hexes(*exact, svi(*exact)))
    for a, k in ((143.0, 9.0), (0.04, 0.0), (0.04, 1e9), (0.04, -1e9)):
        exact = [D(x) for x in (a, 0.75, -0.25, 0.0, 0.5, k)]
        rows.append(hexes(*exact, svi(*exact)))
    return rows


def svi(a, b, rho, m, sigma, k):
    widest = 4 * (a + b * sigma).sqrt()
    x = min(max(k, -widest), widest) - m
    return min(max(a + b * (rho * x + (x * x + sigma * sigma).sqrt()), D(0)), D(144))


def greeks_rows(source):
    rows = []
    for i in range(1200):
        forward, strike, volatility, years = market(source, i)
        rate = source.choice([0.0, source.uniform(0, 0.3)])
        discount = math.exp(-rate * years)
        exact = [D(x) for x in (forward, strike, volatility, years, rate, discount)]
        rows.append([i % 2 == 0, *hexes(*exact, *greeks(i % 2 == 0, *exact))])
    return rows


def implied_rows(source):
    rows = []
    while len(rows) < 1000:
        forward, strike, volatility, years = market(source, 2 * len(rows))
        deviation = D(volatility) * D(years).sqrt()
        c = D(float(price(True, D(forward), D(strike), deviation)))
        time_value = c - max(D(forward) - D(strike), D(0))
        if time_value > D(forward) * D("1e-9") and c < D(forward):
            rows.append(hexes(c, forward, strike, implied(c, D(forward), D(strike), deviation)))
    return rows


def implied(c, forward, strike, guess):
    """Newton from the deviation that c was made with, which c's rounding moved a little."""
    time_value = c - max(forward - strike, D(0))
    for _ in range(4):
        d1 = (forward / strike).ln() / guess + guess / 2
        slope = forward * (-d1 * d1 / 2).exp() / (2 * coefficients.PI).sqrt()
        guess += (time_value - out_of_the_money(forward, strike, guess)) / slope
    return guess


def wide_rows(source):
    rows = []
    for i in range(4400):
        forward, strike, volatility, years = market(source, i)
        deviation = volatility * math.sqrt(years)
        exact = price(i % 2 == 0, D(forward), D(strike), D(deviation))
        rows.append([i % 2 == 0, *hexes(forward, strike, deviation), f"{exact:.29e}"])
    return rows


FILES = {
    "power": (power_rows, DOUBLES + "base, exponent; base^exponent."),
    "svi": (svi_rows, DOUBLES + "a, b, rho, m, sigma, k = ln(K/F); total variance."),
    "greeks": (
        greeks_rows,
        DOUBLES + "Is a call, forward, strike, volatility, years, rate, discount; delta, gamma, vega, vanna, volga, "
        "charm, theta as differences of the price.",
    ),
    "implied": (implied_rows, DOUBLES + "Undiscounted call, forward, strike; deviation."),
    "black-wide": (
        wide_rows,
        "Undiscounted. Is a call, then in hexadecimal floating point forward, strike, deviation; price in 30 decimal "
        "digits of 60, so that its own rounding does not count as an error.",
    ),
}


def main():
    directory, names = sys.argv[1], sys.argv[2:] or list(FILES)
    for name in names:
        make, note = FILES[name]
        rows = make(random.Random("Crypto-SPAN/1 " + name))
        body = ",\n".join(json.dumps(row) for row in rows)
        with open(f"{directory}/kernel-{name}.json", "w", encoding="ascii") as file:
            file.write('{"origin": ' + json.dumps("scripts/generate-kernel-vectors.py. " + note))
            file.write(',\n"points": [\n' + body + "\n]}\n")


if __name__ == "__main__":
    main()
