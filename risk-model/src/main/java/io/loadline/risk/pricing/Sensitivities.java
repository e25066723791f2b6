package io.loadline.risk.pricing;

/** D, W, G, N and M of docs/crypto-span-1.md section 5, in quanta per unit. */
record Sensitivities(
    long delta, long vega, long calendarVega, long contractNotional, long grossNotional) {}
