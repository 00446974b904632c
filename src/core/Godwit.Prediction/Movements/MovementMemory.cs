namespace Godwit.Prediction;

/// <summary>
/// What keys that are not text did, per program. Foreseen once the same happened twice; forgotten at the first miss. A few programs' usual keys are known from
/// the start, and forgotten likewise.
/// </summary>
internal sealed class MovementMemory
{
    /// <summary>Keys that are remembered at a time: those of a few programs that somebody goes to and fro between.</summary>
    private const int Capacity = 64;

    /// <summary>The same outcome so many times, one after the other.</summary>
    private const int TimesMin = 2;

    private readonly (int Program, Key Key, Movement Movement, int Times)[] known = new (int, Key, Movement, int)[Capacity];
    private int next;

    /// <summary>What a key is expected to do.</summary>
    /// <param name="program">Which program reads it, and on which screen.</param>
    /// <param name="name">The program's name; empty if it is not known.</param>
    /// <param name="key">The key.</param>
    public Movement Find(int program, string name, Key key)
    {
        int place = PlaceOf(program, key);
        return place < 0 ? ProgramKeys.Find(name, key) : known[place].Times >= TimesMin ? known[place].Movement : default;
    }

    /// <summary>Notes what a key did.</summary>
    /// <param name="program">See <see cref="Find"/>.</param>
    /// <param name="key">The key.</param>
    /// <param name="movement">What it did; none if it was something that cannot be foreseen.</param>
    /// <param name="times">How many times the key was typed.</param>
    public void Learn(int program, Key key, Movement movement, int times)
    {
        int place = PlaceOf(program, key);
        if (place < 0)
        {
            if (!movement.IsKnown)
            {
                return;
            }

            place = next;
            next = (next + 1) % Capacity;
            known[place] = (program, key, movement, 0);
        }

        int before = known[place].Movement == movement ? known[place].Times : 0;
        known[place] = (program, key, movement, movement.IsKnown ? before + times : 0);
    }

    /// <summary>It did something else.</summary>
    public void Forget(int program, Key key)
    {
        int place = PlaceOf(program, key);
        if (place < 0)
        {
            place = next;
            next = (next + 1) % Capacity;
        }

        known[place] = (program, key, default, 0);
    }

    private int PlaceOf(int program, Key key)
    {
        for (int i = 0; i < known.Length; i++)
        {
            if (known[i].Program == program && known[i].Key == key && known[i].Program != 0)
            {
                return i;
            }
        }

        return -1;
    }
}
