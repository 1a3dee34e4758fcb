/*
 * How Homing copies: intent, APPEND, answer, and what is done when any of them is cut off. Read docs/protocol.md first. Every step names
 * the function of main/engine that it stands for; tests/soak/protocol.test.ts checks all orders of these steps with spin.
 *
 * Two mailboxes of the source go into one of the destination. Rows of the journal: 0 and 1 of the first mailbox, 2 of the second;
 * rows 0 and 2 are one and the same message. Budgets, given with -D, bound what goes wrong; MUTANT_... leaves out a part of the protocol.
 * What is printed after EV is a schedule for tests/model/replay.ts.
 */
#ifndef CUTS
#define CUTS 0     /* connections lost at an APPEND: before it, after it, or with the server still busy with it */
#endif
#ifndef KILLS
#define KILLS 0    /* of our process, at any step */
#endif
#ifndef JOURNALS
#define JOURNALS 0 /* lost after a kill */
#endif
#ifndef OTHERS
#define OTHERS 0   /* messages that another computer copies */
#endif
#ifndef NOS
#define NOS 0      /* honest refusals */
#endif
#ifndef LIES
#define LIES 0     /* OK for what is not stored, NO for what is */
#endif
#ifndef FIBS
#define FIBS 0     /* APPENDUIDs that are not those of the messages, or are missing */
#endif
#ifndef RUNS
#define RUNS 3
#endif
#ifndef BOUNDED
#define BOUNDED 1  /* 1: a late APPEND is stored within settleGraceMs, and before a new journal compares; 0: at any time */
#endif
#ifndef LIES_MISLEAD
#define LIES_MISLEAD 0    /* 1: a lie may cost a second copy, where a late APPEND or another computer's comes in between */
#endif
#ifndef BEYOND_MISLEADS
#define BEYOND_MISLEADS 1 /* 0: a UID that is nobody's is no excuse for a second copy */
#endif

#define TOP 12     /* highest UID */
#define X 1
#define Y 2
#define US 1
#define ANOTHER 2
#define content(r) (r == 1 -> Y : X)
#define pairOf(r) (r == 2 -> 1 : 0)
#define rowsWith(c) (c == X -> 2 : 1)
#define has(mask, r) ((mask >> (r)) & 1)

mtype = { waiting, intended, copied, verified, altered, refused, missing };
mtype = { OK, NO, CUT };

/* The journal (main/journal): survives a kill. Of each mailbox destinationUidNext, -Compared and -Start; 0: null. */
mtype status[3]; byte uidOf[3]; bool alreadyThere[3];
bool reconciled[2]; byte nextNoted[2], comparedTo[2], startOf[2], doubled;
/* The destination: content and origin of each UID; `late` is a batch that it has not stored yet. */
byte box[TOP + 1], origin[TOP + 1], uidNext = 1, late;
bool uidPlus, sameSize;
/* What excuses a second copy: messages stored late, of each content, and answers that pointed at another message. */
byte lateStored[3], misled;
byte cuts = CUTS, kills = KILLS, journals = JOURNALS, others = OTHERS, nos = NOS, lies = LIES, fibs = FIBS, runs = RUNS;
/* Our process: forgotten with a kill. */
bool killed, running, believe, go[2], busy; byte working;

byte i, j, n, m, k; /* used within one d_step only, and cleared there */

/* The server stores a message. Invariant 1, never twice by us: not more often than the source has it. */
inline put(c, who) {
  assert(uidNext <= TOP); box[uidNext] = c; origin[uidNext] = who; uidNext++;
  if
  :: who == US ->
     n = 0; for (j : 1 .. TOP) { n = n + (box[j] == c && origin[j] == US) } j = 0;
     assert(n <= rowsWith(c) + (BOUNDED -> 0 : lateStored[c]) + misled); n = 0
  :: else
  fi
}
inline putAll(mask) { for (i : 0 .. 2) { if :: has(mask, i) -> put(content(i), US) :: else fi } i = 0 }

/* assignedDestinationUids: of all rows that go into this mailbox, the failed ones too. */
#define isAssigned(u) (uidOf[0] == u || uidOf[1] == u || uidOf[2] == u)
#define anyIs(p, s) (p == 0 -> (status[0] == s || status[1] == s) : status[2] == s)

/* Pairs rows of one status, one to one, with unassigned messages in [from, upTo) (settle.ts matchArrived, reconcile.ts matchListed). */
inline match(p, s, from, upTo, there) {
  for (i : 0 .. 2) {
    if
    :: pairOf(i) == p && status[i] == s ->
       for (j : 1 .. TOP) {
         if
         :: status[i] == s && j >= from && j < upTo && box[j] == content(i) && !isAssigned(j) ->
            status[i] = copied; uidOf[i] = j; alreadyThere[i] = there
         :: else
         fi
       }
    :: else
    fi
  }
  i = 0; j = 0
}
inline changeAll(p, s, to) {
  for (i : 0 .. 2) { if :: pairOf(i) == p && status[i] == s -> status[i] = to :: else fi } i = 0
}

/* settle.ts look: lists until two listings in a row bring nothing new, with a pause between them. What is missing stays intended. */
inline look(p, isStored) {
  seen = 0; listing = 0;
  do
  :: d_step {
       listing++;
       match(p, intended, (isStored && listing > 1 -> 1 : nextNoted[p]), uidNext, false);
       if :: !anyIs(p, intended) -> nextNoted[p] = uidNext; quiet = true
          :: else -> quiet = (listing > 1 && seen == uidNext)
       fi;
       seen = uidNext; listing = (listing > 2 -> 2 : listing)
     }
     if
     :: quiet -> break
     :: else ->
#ifdef MUTANT_ONE_LOOK
        break
#else
        (!BOUNDED || late == 0); printf("EV pause\n") /* clock.sleep(settleGraceMs) */
#endif
     fi
  od;
  seen = 0; listing = 0; quiet = false
}

/* One APPEND of a batch, and everything a server may make of it. `told`: the first UID of APPENDUID, 0: none; `swapped`: in the wrong order. */
inline append(mask) {
  told = 0; swapped = false;
  if
  :: d_step { answer = OK; told = (uidPlus -> uidNext : 0); putAll(mask); printf("EV append ok\n") }
  :: d_step { cuts > 0 -> cuts--; answer = CUT; printf("EV append cut-before\n") }
  :: d_step { cuts > 0 -> cuts--; answer = CUT; putAll(mask); printf("EV append cut-after\n") }
  :: d_step { cuts > 0 && late == 0 -> cuts--; answer = CUT; late = mask; printf("EV append late\n") }
  :: d_step { nos > 0 -> nos--; answer = NO; printf("EV append no\n") }
  :: d_step { lies > 0 -> lies--; misled = misled + LIES_MISLEAD; answer = NO; putAll(mask); printf("EV append no-stored\n") }
  :: d_step { lies > 0 && mask == 3 -> lies--; misled = misled + LIES_MISLEAD; answer = NO; put(X, US); printf("EV append no-stored-first\n") }
  :: d_step { lies > 0 -> lies--; misled = misled + LIES_MISLEAD; answer = OK; printf("EV append ok-unstored\n") }
  :: d_step { fibs > 0 -> fibs--; answer = OK; putAll(mask); printf("EV append ok uids-none\n") }
  :: atomic { fibs > 0 && uidPlus -> fibs--; answer = OK;
       if :: lies > 0 -> lies--; misled = misled + LIES_MISLEAD; printf("EV append ok-unstored"); told = uidNext
          :: d_step { printf("EV append ok"); told = uidNext; putAll(mask) }
       fi;
       if /* of another message, of one that may yet come, or of none */
       :: told = uidNext; misled++; printf(" uids-next\n")
       :: told = 1; misled++; printf(" uids-first\n")
       :: uidNext > 1 -> told = uidNext - 1; misled++; printf(" uids-last\n")
       :: mask == 3 -> swapped = true; misled++; printf(" uids-swapped\n")
       :: uidNext + 5 < TOP -> told = uidNext + 4; misled = misled + BEYOND_MISLEADS; printf(" uids-beyond\n")
       fi }
  fi
}

/* append-batch.ts noteStored, isCredible; settle.ts settleStored. */
inline noteStored(p, mask) {
  d_step {
    for (i : 0 .. 2) { k = k + has(mask, i) } i = 0; /* how many */
    for (j : 1 .. TOP) { m = m + (told > 0 && j >= told && j < told + k && isAssigned(j)) } j = 0;
#ifdef MUTANT_CREDULOUS
    credible = (told > 0);
#else
    credible = (told > 0 && believe && told >= nextNoted[p] && m == 0);
#endif
    if :: told > 0 && believe && !credible -> believe = false :: else fi; /* run.learned.appendUids */
    m = 0;
    if
    :: credible ->
       for (i : 0 .. 2) {
         if :: has(mask, i) ->
               status[i] = copied; uidOf[i] = (swapped -> told + k - 1 - m : told + m); alreadyThere[i] = false; m++
            :: else
         fi
       }
       i = 0; m = 0; quiet = true
    :: else -> /* as many new ones, and as large: they are taken as they come */
       for (j : 1 .. TOP) { m = m + (j >= nextNoted[p] && box[j] != 0 && !isAssigned(j)) }
       quiet = (m == k); m = 0;
       for (i : 0 .. 2) {
         if
         :: quiet && has(mask, i) ->
            for (j : 1 .. TOP) {
              if
              :: status[i] == intended && j >= nextNoted[p] && box[j] != 0 && !isAssigned(j) && (sameSize || box[j] == content(i)) ->
                 status[i] = copied; uidOf[i] = j; alreadyThere[i] = false; m = j
              :: else
              fi
            }
         :: else
         fi
       }
       i = 0; j = 0;
       if :: quiet && !anyIs(p, intended) -> nextNoted[p] = m + 1
          :: quiet && anyIs(p, intended) -> quiet = false
          :: else
       fi;
       m = 0
    fi;
    k = 0; credible = false
  }
  if
  :: quiet -> quiet = false
  :: else -> look(p, true); d_step { changeAll(p, intended, missing) } /* recordFailure: missing, kept-once */
  fi
}

/* append-batch.ts refused, refusedOf; settle.ts leftOf: what is there in spite of the refusal; a batch of which all is left is split. */
inline refuse(p, mask) {
#ifndef MUTANT_NO_IS_BELIEVED
  d_step {
    m = nextNoted[p];
    for (i : 0 .. 2) { /* from the highest one that we know; not if it is none of those that are there */
#ifdef MUTANT_UNREAL_UIDS
      m = (uidOf[i] >= m -> uidOf[i] + 1 : m)
#else
      m = (uidOf[i] >= m && uidOf[i] < uidNext -> uidOf[i] + 1 : m)
#endif
    }
    i = 0;
    for (j : 1 .. TOP) { quiet = quiet || (j >= m && box[j] != 0 && !isAssigned(j)) } j = 0; m = 0
  }
  if :: quiet -> quiet = false; look(p, false) :: else fi;
#endif
  d_step {
    if :: !single && mask == 3 && status[0] == intended && status[1] == intended -> changeAll(p, intended, waiting); single = true
       :: else -> changeAll(p, intended, refused)
    fi
  }
}

/* A lane with one mailbox: lane.ts attemptMailbox, copy-mailbox.ts copyMailbox, pump.ts, verify-mailbox.ts. */
active [2] proctype Lane() {
  byte p = _pid, opened, compared, seen, listing, batch, told;
  bool quiet, credible, swapped, single; mtype answer;
wait:
end: atomic {
#ifdef MUTANT_NO_TURNS
    go[p] -> go[p] = false; printf("EV mailbox %d\n", p)
#else
    go[p] && !busy -> go[p] = false; busy = true; printf("EV mailbox %d\n", p) /* pair-queue.ts */
#endif
  }
  {
    skip;
attempt:
    single = false;
    if
    :: anyIs(p, intended) ->
#ifndef MUTANT_NO_SETTLE
       look(p, false); /* settle.ts settle */
#endif
       d_step { changeAll(p, intended, waiting) }
    :: else
    fi;
    d_step { opened = uidNext; printf("EV opened\n") } /* openDestination */
    if
    :: reconciled[p] -> /* compare-newcomers.ts */
       compared = comparedTo[p];
       d_step {
         if :: opened > compared && anyIs(p, waiting) -> match(p, waiting, compared, opened, true); compared = opened
            :: else
         fi
       }
#ifndef MUTANT_NO_RECONCILE
    :: !reconciled[p] && opened > 1 -> /* reconcile.ts listWhole, matchListed */
       do
       :: compared = uidNext;
          if :: d_step { uidNext == compared -> printf("EV listed\n") } break :: uidNext != compared fi
       od;
       skip;
       d_step { match(p, waiting, 1, compared, true); reconciled[p] = true };
       d_step { opened = uidNext; printf("EV opened\n") }
#endif
    :: else -> compared = opened
    fi;
    d_step {
      reconciled[p] = true; nextNoted[p] = opened; comparedTo[p] = compared;
      startOf[p] = (startOf[p] == 0 -> compared : startOf[p]); opened = 0; compared = 0; printf("EV compared\n")
    }
    do
    :: anyIs(p, waiting) ->
       d_step {
         for (i : 0 .. 2) {
           if :: pairOf(i) == p && status[i] == waiting && !(single && batch) ->
                 batch = batch | (1 << i);
#ifndef MUTANT_INTENT_AFTER
                 status[i] = intended /* append-batch.ts appendBatch: markIntended */
#endif
              :: else
           fi
         }
         i = 0
       }
       append(batch);
#ifdef MUTANT_INTENT_AFTER
       d_step { for (i : 0 .. 2) { if :: has(batch, i) && answer != CUT -> status[i] = intended :: else fi } i = 0 }
#endif
       if
       :: answer == OK -> noteStored(p, batch)
       :: answer == NO -> refuse(p, batch)
       :: answer == CUT -> batch = 0; goto attempt
       fi;
       batch = 0; printf("EV noted\n")
    :: else -> break
    od;
    skip;
#ifndef MUTANT_OK_IS_ARRIVAL
    d_step { /* verify-mailbox.ts writeVerdicts */
      for (i : 0 .. 2) {
        if :: pairOf(i) == p && status[i] == copied ->
              status[i] = (box[uidOf[i]] == 0 -> missing : (box[uidOf[i]] == content(i) -> verified : altered))
           :: else
        fi
      }
      i = 0; printf("EV verified\n")
    }
#else
    d_step { changeAll(p, copied, verified) }
#endif
  } unless { killed };
  d_step {
    opened = 0; compared = 0; seen = 0; listing = 0; batch = 0; told = 0; answer = 0;
    quiet = false; credible = false; swapped = false; single = false; busy = false; working--
  }
  goto wait
}

#define isOpen(p) (anyIs(p, waiting) || anyIs(p, intended) || anyIs(p, copied))
#define isThere(r) (status[r] == copied || status[r] == verified || status[r] == altered)
#define holds(r) (box[uidOf[r]] == content(r))
/* shortfalls.ts and outcome.ts: every row has arrived as it was, each with a UID of its own. */
#define areAll(s) (status[0] == s && status[1] == s && status[2] == s)
#ifdef MUTANT_CREDULOUS
#define saysAll areAll(verified) /* nor is a UID claimed twice noticed */
#else
#define saysAll (areAll(verified) && uidOf[0] != uidOf[1] && uidOf[0] != uidOf[2] && uidOf[1] != uidOf[2])
#endif
#define least(a, b) (a == 0 || (b != 0 && b < a) -> b : a)

/* One run after the other: migrate.ts. */
active proctype Engine() {
  byte from, told; bool looks, more, finished;
  atomic {
    status[0] = waiting; status[1] = waiting; status[2] = waiting;
    if :: uidPlus = true :: uidPlus = false; printf("EV no-uidplus\n") fi;
    if :: sameSize = true :: sameSize = false fi
  }
  do
  :: runs > 0 && !finished ->
     d_step {
       runs--; believe = true; printf("EV run\n");
       for (i : 0 .. 2) { /* journal/start-again.ts retryFailed */
         if :: status[i] == missing -> reconciled[pairOf(i)] = false; status[i] = waiting; uidOf[i] = 0; alreadyThere[i] = false
            :: status[i] == refused -> status[i] = waiting; uidOf[i] = 0
            :: else
         fi
       }
       i = 0; go[0] = isOpen(0); go[1] = isOpen(1); working = go[0] + go[1]; /* migrate.ts pairsWithWork */
       looks = working > 0 || doubled > 0; told = uidNext; running = true;
#ifndef MUTANT_LOOK_ONCE
       from = least(startOf[0], startOf[1]); /* look-for-newcomers.ts mayFindNews */
       for (j : 1 .. TOP) { m = m + (j >= from && isAssigned(j)) } j = 0;
       looks = looks || (from > 0 && told - from != m); m = 0; from = 0
#endif
     }
     if :: working == 0 && !killed :: killed fi;
     if :: looks -> told = uidNext :: else fi; /* lookAround: inspect */
     if
     :: atomic { !killed -> running = false; finished = saysAll }
        d_step {
          from = least(startOf[0], startOf[1]);
          for (i : 0 .. 2) { m = m + (isThere(i) && !alreadyThere[i]) } i = 0; /* broughtBy */
#ifndef MUTANT_NO_LAST_LOOK
          if
          :: looks ->
             doubled = 0;
             for (j : 1 .. TOP) { /* lookInto, countDoubled */
               doubled = doubled + (told - from != m && j >= from && box[j] != 0 && !isAssigned(j) &&
                 ((box[j] == X && (isThere(0) || isThere(2))) || (box[j] == Y && isThere(1))))
             }
             j = 0; printf("EV look\n")
          :: else
          fi;
#endif
          m = 0;
          /* Invariant 2, never lost: whoever says that everything arrived has each message, in a place of its own. */
          assert(!finished || (holds(0) && holds(1) && holds(2) && uidOf[0] != uidOf[2]));
          /* Invariant 3, no second copy untold: without a word of them, the mailbox has since the comparison what the source has. */
          for (k : X .. Y) {
            for (j : 1 .. TOP) { m = m + (j >= from && j < told && box[j] == k) }
            for (i : 0 .. 2) { n = n + (content(i) == k && uidOf[i] >= from) }
            more = more || m > n; m = 0; n = 0
          }
          assert(!finished || doubled > 0 || !more);
          i = 0; j = 0; k = 0; from = 0; told = 0; more = false; looks = false
        }
     :: killed ->
        told = 0; looks = false;
        atomic {
          working == 0; running = false;
          if
          :: true
          :: journals > 0 && (!BOUNDED || late == 0) ->
             journals--; printf("EV journal-lost\n"); doubled = 0;
             d_step {
               for (i : 0 .. 2) { status[i] = waiting; uidOf[i] = 0; alreadyThere[i] = false } i = 0;
               for (j : 0 .. 1) { reconciled[j] = false; nextNoted[j] = 0; comparedTo[j] = 0; startOf[j] = 0 } j = 0
             }
          fi;
          killed = false
        }
     fi
  :: else -> break
  od
}

/* What happens by itself, at any moment. */
active proctype World() {
end: do
  :: d_step { late != 0 -> printf("EV late-stored\n");
       for (m : 0 .. 2) { if :: has(late, m) -> k = content(m); lateStored[k]++; put(k, US) :: else fi } m = 0; k = 0; late = 0 }
  :: d_step { others > 0 -> others--; printf("EV other x\n"); put(X, ANOTHER) }
  :: d_step { others > 0 -> others--; printf("EV other y\n"); put(Y, ANOTHER) }
  :: d_step { running && !killed && kills > 0 -> kills--; printf("EV kill\n"); killed = true;
       working = working - go[0] - go[1]; go[0] = false; go[1] = false }
  od
}
