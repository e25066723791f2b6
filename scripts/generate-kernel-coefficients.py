#!/usr/bin/env python3
"""Makes the polynomial coefficients and golden points of the Crypto-SPAN/1 kernel.

Plain Python, 60-digit decimals, nothing to install. Polynomials are Chebyshev interpolants (within a factor two of
minimax), written in powers of their variable and rounded to the nearest double.

  scripts/generate-kernel-coefficients.py                      prints the coefficients as Java hex literals
  scripts/generate-kernel-coefficients.py --vectors DIR        also writes DIR/kernel-{exp,log,cdf,black}.json
"""

import json
import random
import sys
from decimal import Decimal as D, getcontext

getcontext().prec = 60
PI = D("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899")


def cos(x):
    x = x % (2 * PI)
    term, total, k = D(1), D(1), 0
    while abs(term) > D(10) ** -58:
        k += 2
        term = -term * x * x / (k * (k - 1))
        total += term
    return total


def cdf_tail(x):
    """Phi(-x) for x >= 0: series near zero, Laplace's continued fraction far out."""
    density = (-x * x / 2).exp() / (2 * PI).sqrt()
    if x < 5:
        term = total = x
        n = 1
        while term > D(10) ** -58 * max(total, D(1)):
            n += 2
            term = term * x * x / n
            total += term
        return D("0.5") - density * total if x < D("0.1") else _precise_tail(x)
    fraction = D(0)
    for n in range(400, 0, -1):
        fraction = D(n) / (x + fraction)
    return density / (x + fraction)


def _precise_tail(x):
    """The same series with enough digits to survive the cancellation."""
    getcontext().prec = 90
    density = (-x * x / 2).exp() / (2 * PI).sqrt()
    term = total = x
    n = 1
    while term > D(10) ** -88:
        n += 2
        term = term * x * x / n
        total += term
    result = D("0.5") - density * total
    getcontext().prec = 60
    return +result


def cdf(x):
    return cdf_tail(-x) if x < 0 else 1 - cdf_tail(x)


def polynomial(function, low, high, degree):
    """Coefficients, lowest power first, of the Chebyshev interpolant on [low, high]."""
    n = degree + 1
    nodes = [cos(PI * (2 * j + 1) / (2 * n)) for j in range(n)]
    values = [function((low + high) / 2 + (high - low) / 2 * node) for node in nodes]
    chebyshev = []
    for k in range(n):
        total = sum(values[j] * cos(PI * k * (2 * j + 1) / (2 * n)) for j in range(n))
        chebyshev.append(total * 2 / n)
    chebyshev[0] /= 2
    # Sum of c_k T_k(u), u = (2 t - low - high) / (high - low), in powers of t.
    scale, shift = 2 / (high - low), -(low + high) / (high - low)

    def times_u(p):
        result = [D(0)] * (len(p) + 1)
        for i, c in enumerate(p):
            result[i] += c * shift
            result[i + 1] += c * scale
        return result

    previous, current = [D(1)], times_u([D(1)])
    total = [D(0)] * n
    total[0] += chebyshev[0]
    for k in range(1, n):
        for i, c in enumerate(current):
            total[i] += chebyshev[k] * c
        step = [2 * c for c in times_u(current)]
        for i, c in enumerate(previous):
            step[i] -= c
        previous, current = current, step
    return [float(c) for c in total]


def exp_rest(r):
    """(exp(r) - 1 - r) / r^2."""
    term, total, k = D("0.5"), D("0.5"), 2
    while abs(term) > D(10) ** -58:
        k += 1
        term = term * r / k
        total += term
    return total


def log_rest(z):
    """(2 atanh(s) / s - 2) / z at z = s^2."""
    term, total, k = D(1), D(0), 3
    while term > D(10) ** -58:
        total += 2 * term / k
        term *= z
        k += 2
    return total


def tail_rest(t):
    """(x + 5) Phi(-x) exp(x^2 / 2) at t = (x - 5) / (x + 5)."""
    x = 5 * (1 + t) / (1 - t)
    return (x + 5) * cdf_tail(x) * (x * x / 2).exp()


def coefficients():
    half_ln2 = D(2).ln() / 2
    s = (D(2).sqrt() - 1) / (D(2).sqrt() + 1)
    top = D("33.6") / D("43.6")
    return {
        "EXP": polynomial(exp_rest, -half_ln2, half_ln2, 10),
        "LOG": polynomial(log_rest, D(0), s * s, 7),
        "TAIL": polynomial(tail_rest, D(-1), top, 21),
    }


def black(is_call, forward, strike, deviation):
    """Undiscounted Black-76."""
    d1 = (forward / strike).ln() / deviation + deviation / 2
    d2 = d1 - deviation
    if is_call:
        return forward * cdf(d1) - strike * cdf(d2)
    return strike * cdf(-d2) - forward * cdf(-d1)


def hexes(*values):
    return [float(v).hex() for v in values]


def vectors(directory):
    source = random.Random(20240108)
    note = "Correctly rounded to double from 60-digit decimals; hexadecimal floating point: input(s), then result."
    exps = [source.uniform(-700, 700) for _ in range(500)] + [source.uniform(-2, 2) for _ in range(500)]
    exps += [0.0, 1.0, -1.0, 2.0**-30, -(2.0**-60)]
    logs = [2.0 ** source.uniform(-200, 200) for _ in range(400)] + [source.uniform(0.5, 2) for _ in range(600)]
    logs += [1.0, 2.0, 0.5, 1 + 2.0**-52, 1 - 2.0**-53]
    cdfs = [source.uniform(-37, 8) for _ in range(400)] + [source.gauss(0, 2) for _ in range(600)]
    cdfs += [0.0, 1.0, -1.0, 5.0, -5.0]
    points = {
        "exp": [hexes(x, D(x).exp()) for x in exps],
        "log": [hexes(x, D(x).ln()) for x in logs],
        "cdf": [hexes(x, cdf(D(x))) for x in cdfs],
        "black": [],
    }
    for i in range(1000):
        forward = source.uniform(10, 100000)
        deviation = source.uniform(0.02, 1.2) * source.uniform(0.05, 1.25)
        strike = forward * 2.718281828 ** source.uniform(-3 * deviation, 3 * deviation)
        is_call = i % 2 == 0
        price = black(is_call, D(forward), D(strike), D(deviation))
        points["black"].append([is_call, *hexes(forward, strike, deviation, price)])
    for name, rows in points.items():
        body = ",\n".join(json.dumps(row) for row in rows)
        with open(f"{directory}/kernel-{name}.json", "w", encoding="ascii") as file:
            file.write('{"origin": ' + json.dumps("scripts/generate-kernel-coefficients.py. " + note))
            file.write(',\n"points": [\n' + body + "\n]}\n")


def main():
    ln2 = D(2).ln()
    high = float.fromhex("0x1.62e42fee00000p-1")  # 33 bits: times an integer below 2^20 it is exact
    print("LN2_HIGH", high.hex())
    print("LN2_LOW", float(ln2 - D(high)).hex())
    print("LOG2_E", float(1 / ln2).hex())
    for name, values in coefficients().items():
        print(name)
        for value in values:
            print("   ", value.hex())
    if "--vectors" in sys.argv:
        vectors(sys.argv[sys.argv.index("--vectors") + 1])


if __name__ == "__main__":
    main()
