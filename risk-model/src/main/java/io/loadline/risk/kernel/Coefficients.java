package io.loadline.risk.kernel;

/** Made by scripts/generate-kernel-coefficients.py; lowest power first. */
final class Coefficients {
  /** ln 2 to 33 bits: times an integer below 2^20 it is exact. */
  static final double LN2_HIGH = 0x1.62e42fee00000p-1;

  static final double LN2_LOW = 0x1.a39ef35793c76p-33;
  static final double LOG2_E = 0x1.71547652b82fep+0;

  /** (exp(r) - 1 - r) / r^2 for |r| <= ln(2)/2. */
  static final double EXP_0 = 0x1.0000000000000p-1;

  static final double EXP_1 = 0x1.5555555555557p-3;
  static final double EXP_2 = 0x1.5555555555556p-5;
  static final double EXP_3 = 0x1.11111111100dfp-7;
  static final double EXP_4 = 0x1.6c16c16c162d6p-10;
  static final double EXP_5 = 0x1.a01a01abe62ddp-13;
  static final double EXP_6 = 0x1.a01a01a6d7808p-16;
  static final double EXP_7 = 0x1.71de02375656cp-19;
  static final double EXP_8 = 0x1.27e4db67b4303p-22;
  static final double EXP_9 = 0x1.af4ddd84882fep-26;
  static final double EXP_10 = 0x1.1f72fc730b4ffp-29;

  /** (2 atanh(s) / s - 2) / z for z = s^2, s up to (sqrt(2) - 1) / (sqrt(2) + 1). */
  static final double LOG_0 = 0x1.5555555555555p-1;

  static final double LOG_1 = 0x1.9999999999a38p-2;
  static final double LOG_2 = 0x1.2492492476cccp-2;
  static final double LOG_3 = 0x1.c71c720159177p-3;
  static final double LOG_4 = 0x1.745cf9048dd95p-3;
  static final double LOG_5 = 0x1.3b1c355a8f7a2p-3;
  static final double LOG_6 = 0x1.0fbe95d716020p-3;
  static final double LOG_7 = 0x1.0c039c49989c6p-3;

  /** (x + 5) Phi(-x) exp(x^2 / 2) in t = (x - 5) / (x + 5), for 0 <= x <= 38.6. */
  static final double TAIL_0 = 0x1.89d3abe1f95aep-1;

  static final double TAIL_1 = -0x1.54ad03f27ca18p-1;
  static final double TAIL_2 = 0x1.fb31653876f68p-2;
  static final double TAIL_3 = -0x1.410ed5f8759e4p-2;
  static final double TAIL_4 = 0x1.51f6329f0282fp-3;
  static final double TAIL_5 = -0x1.1b1c254c9da87p-4;
  static final double TAIL_6 = 0x1.54b4d4f418508p-6;
  static final double TAIL_7 = -0x1.88590ea6fbed2p-9;
  static final double TAIL_8 = -0x1.a25036fcf8d38p-11;
  static final double TAIL_9 = 0x1.1daf1d1fe8f97p-11;
  static final double TAIL_10 = -0x1.f214b31046dd4p-15;
  static final double TAIL_11 = -0x1.a170e238625eep-15;
  static final double TAIL_12 = 0x1.17df61a9d74f3p-16;
  static final double TAIL_13 = 0x1.0b2b91d466248p-18;
  static final double TAIL_14 = -0x1.73d42eaa7e968p-19;
  static final double TAIL_15 = -0x1.6a534468d07f4p-22;
  static final double TAIL_16 = 0x1.d286dd0bdbc8bp-22;
  static final double TAIL_17 = 0x1.778b90d60fa1ap-25;
  static final double TAIL_18 = -0x1.1e9870c039c31p-24;
  static final double TAIL_19 = -0x1.6cb9d39afef30p-27;
  static final double TAIL_20 = 0x1.06f58fa1477d7p-27;
  static final double TAIL_21 = 0x1.32cf3ea6056fep-29;

  private Coefficients() {}
}
