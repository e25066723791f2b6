/*
 * Agreement of one height, n = 4, one member a liar, the others may crash and come back at any time.
 * Checked by scripts/check-model; docs/agreement.md says what it shows.
 *
 * Messages are never lost here, only seen late or never: every step asks whether a quorum of messages exists, and may
 * be taken or not. What a member has recorded and not yet sent therefore allows nothing that a slow message does
 * not, and one step stands for both. The liar has said everything: it counts in every quorum, leads every round,
 * proposes both values to whom it likes, and claims any lock that a certificate proves.
 *
 *   MUTANT 1: the lock is not read after a restart
 *   MUTANT 2: votes are not read after a restart
 *   MUTANT 3: a later round's proposal needs no justification
 *   MUTANT 4: a round change shows no lock
 */
#ifndef ROUNDS
#define ROUNDS 3
#endif
#ifndef MUTANT
#define MUTANT 0
#endif

#define HONEST 3
#define AT(i, r) ((i) * ROUNDS + (r))
#define NO_LOCK 1
#define LOCK(r, v) (2 + 2 * (r) + (v))

/* What member i sent in round r: bit v for a vote for value v. */
byte prepares[HONEST * ROUNDS];
byte commits[HONEST * ROUNDS];

/* The ROUND-CHANGE member i sent to round r: 0 none, NO_LOCK, or the lock it shows. */
byte changes[HONEST * ROUNDS];

/* Where a member is, what it is locked on, and whether it lost its votes (only in a mutant). */
byte round[HONEST];
byte lock[HONEST];
bool forgot[HONEST];

#define bit(mask, v) (((mask) >> (v)) & 1)
#define prepared(r, v) \
  (bit(prepares[AT(0, r)], v) + bit(prepares[AT(1, r)], v) + bit(prepares[AT(2, r)], v) >= 2)
#define decided(r, v) \
  (bit(commits[AT(0, r)], v) + bit(commits[AT(1, r)], v) + bit(commits[AT(2, r)], v) >= 2)

#if ROUNDS == 2
#define anyDecided(v) (decided(0, v) || decided(1, v))
#else
#define anyDecided(v) (decided(0, v) || decided(1, v) || decided(2, v))
#endif

/* The higher of two shown locks; they are ordered by round. */
#define higher(a, b) ((a) > (b) -> (a) : (b))

/* Two honest members' round changes and the liar's: its claim counts if it is higher and proven. */
#define pairAllows(a, b, r, v) \
  (changes[AT(a, r)] > 0 && changes[AT(b, r)] > 0 \
    && (higher(changes[AT(a, r)], changes[AT(b, r)]) == NO_LOCK \
      || (higher(changes[AT(a, r)], changes[AT(b, r)]) & 1) == (v) \
      || liarClaims(higher(changes[AT(a, r)], changes[AT(b, r)]), r, v)))
#if ROUNDS == 2
#define liarClaims(above, r, v) ((r) > 0 && LOCK(0, v) > (above) && prepared(0, v))
#else
#define liarClaims(above, r, v) \
  (((r) > 0 && LOCK(0, v) > (above) && prepared(0, v)) \
    || ((r) > 1 && LOCK(1, v) > (above) && prepared(1, v)))
#endif
#if MUTANT == 3
#define justified(r, v) true
#else
#define justified(r, v) \
  ((r) == 0 || pairAllows(0, 1, r, v) || pairAllows(0, 2, r, v) || pairAllows(1, 2, r, v))
#endif

/* PREPARE, also of a round ahead whose proposal is justified. */
inline prepare(i, r, v) {
  d_step {
    round[i] <= r && !bit(prepares[AT(i, r)], v) &&
    (prepares[AT(i, r)] == 0 || forgot[i]) && justified(r, v) ->
    round[i] = r;
    prepares[AT(i, r)] = prepares[AT(i, r)] | (1 << v)
  }
}

/* A quorum prepared: lock and COMMIT. */
inline commit(i, r, v) {
  d_step {
    round[i] == r && !bit(commits[AT(i, r)], v) &&
    (commits[AT(i, r)] == 0 || forgot[i]) && prepared(r, v) ->
    lock[i] = LOCK(r, v);
    commits[AT(i, r)] = commits[AT(i, r)] | (1 << v);
    assert(!(anyDecided(0) && anyDecided(1)))
  }
}

/* The timer, or f + 1 others further on. */
inline change(i, r) {
  d_step {
    round[i] < r && changes[AT(i, r)] == 0 ->
    round[i] = r;
#if MUTANT == 4
    changes[AT(i, r)] = NO_LOCK
#else
    changes[AT(i, r)] = lock[i]
#endif
  }
}

/* A crash: the round is what the recorded votes say; lock and votes are read again. */
inline restart(i) {
  d_step {
    round[i] > 0 || lock[i] != NO_LOCK || prepares[AT(i, 0)] != 0 ->
    round[i] = 0;
    at = 1;
    do
    :: at < ROUNDS ->
      if
      :: prepares[AT(i, at)] != 0 || commits[AT(i, at)] != 0 || changes[AT(i, at)] != 0 ->
        round[i] = at
      :: else -> skip
      fi;
      at++
    :: else -> break
    od;
#if MUTANT == 1
    lock[i] = NO_LOCK;
#endif
#if MUTANT == 2
    forgot[i] = true;
#endif
    at = 0
  }
}

#define vote(i, r) \
  :: prepare(i, r, 0) \
  :: prepare(i, r, 1) \
  :: commit(i, r, 0) \
  :: commit(i, r, 1)
#if ROUNDS == 2
#define steps(i) \
  vote(i, 0) \
  vote(i, 1) \
  :: change(i, 1) \
  :: restart(i)
#else
#define steps(i) \
  vote(i, 0) \
  vote(i, 1) \
  vote(i, 2) \
  :: change(i, 1) \
  :: change(i, 2) \
  :: restart(i)
#endif

active proctype committee() {
  byte at;
  d_step {
    lock[0] = NO_LOCK;
    lock[1] = NO_LOCK;
    lock[2] = NO_LOCK
  }
  do
  steps(0)
  steps(1)
  steps(2)
  od
}
