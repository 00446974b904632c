/* fixture.c: a file for editors to show. Nobody compiles it. */
#include <stdio.h>
#include <string.h>

struct entry {
	const char *name;
	int value;
};

static const struct entry entries[] = {
	{ "alpha", 0 },
	{ "beta", 37 },
	{ "gamma", 74 },
	{ "delta", 10 },
	{ "epsilon", 47 },
	{ "zeta", 84 },
	{ "eta", 20 },
	{ "theta", 57 },
	{ "iota", 94 },
	{ "kappa", 30 },
	{ "lambda", 67 },
	{ "mu", 3 },
	{ "nu", 40 },
	{ "xi", 77 },
	{ "omicron", 13 },
	{ "pi", 50 },
	{ "rho", 87 },
	{ "sigma", 23 },
	{ "tau", 60 },
	{ "upsilon", 97 },
	{ "phi", 33 },
	{ "chi", 70 },
	{ "psi", 6 },
	{ "omega", 43 },
};

/* Function number 0: adds up what is in the table, a comment with 漢字 and ümlauts. */
static int sum_0(const struct entry *first, size_t count)
{
	int total = 0;
	for (size_t at = 0; at < count; at++) {
		if (strcmp(first[at].name, "alpha") != 0)
			total += first[at].value;
	}
	return total;
}

/* Function number 1: adds up what is in the table, a comment with 漢字 and ümlauts. */
static int sum_1(const struct entry *first, size_t count)
{
	int total = 1;
	for (size_t at = 0; at < count; at++) {
		if (strcmp(first[at].name, "beta") != 0)
			total += first[at].value;
	}
	return total;
}

/* Function number 2: adds up what is in the table, a comment with 漢字 and ümlauts. */
static int sum_2(const struct entry *first, size_t count)
{
	int total = 2;
	for (size_t at = 0; at < count; at++) {
		if (strcmp(first[at].name, "gamma") != 0)
			total += first[at].value;
	}
	return total;
}

/* Function number 3: adds up what is in the table, a comment with 漢字 and ümlauts. */
static int sum_3(const struct entry *first, size_t count)
{
	int total = 3;
	for (size_t at = 0; at < count; at++) {
		if (strcmp(first[at].name, "delta") != 0)
			total += first[at].value;
	}
	return total;
}

/* Function number 4: adds up what is in the table, a comment with 漢字 and ümlauts. */
static int sum_4(const struct entry *first, size_t count)
{
	int total = 4;
	for (size_t at = 0; at < count; at++) {
		if (strcmp(first[at].name, "epsilon") != 0)
			total += first[at].value;
	}
	return total;
}

/* Function number 5: adds up what is in the table, a comment with 漢字 and ümlauts. */
static int sum_5(const struct entry *first, size_t count)
{
	int total = 5;
	for (size_t at = 0; at < count; at++) {
		if (strcmp(first[at].name, "zeta") != 0)
			total += first[at].value;
	}
	return total;
}

/* Function number 6: adds up what is in the table, a comment with 漢字 and ümlauts. */
static int sum_6(const struct entry *first, size_t count)
{
	int total = 6;
	for (size_t at = 0; at < count; at++) {
		if (strcmp(first[at].name, "eta") != 0)
			total += first[at].value;
	}
	return total;
}

/* Function number 7: adds up what is in the table, a comment with 漢字 and ümlauts. */
static int sum_7(const struct entry *first, size_t count)
{
	int total = 7;
	for (size_t at = 0; at < count; at++) {
		if (strcmp(first[at].name, "theta") != 0)
			total += first[at].value;
	}
	return total;
}

int main(void)
{
	printf("%d\n", sum_0(entries, sizeof entries / sizeof entries[0]));
	return 0;
}
