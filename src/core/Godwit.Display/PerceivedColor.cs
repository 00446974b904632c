namespace Godwit.Display;

/// <summary>
/// A colour as people see it: Oklab (Björn Ottosson, 2020), whose plain distance is close to how different two colours look. In it a dark
/// blue is nearer to blue than to black, and a grey has no hue that would draw it into the colour cube.
/// </summary>
/// <param name="Lightness">0 for black to 1 for white.</param>
/// <param name="GreenRed">Below 0 is greenish, above reddish.</param>
/// <param name="BlueYellow">Below 0 is bluish, above yellowish.</param>
internal readonly record struct PerceivedColor(float Lightness, float GreenRed, float BlueYellow)
{
    /// <summary>From sRGB, <c>0xRRGGBB</c>.</summary>
    public static PerceivedColor Of(int rgb)
    {
        float red = Linear(rgb >> 16), green = Linear((rgb >> 8) & 0xFF), blue = Linear(rgb & 0xFF);
        float l = MathF.Cbrt((0.4122214708f * red) + (0.5363325363f * green) + (0.0514459929f * blue));
        float m = MathF.Cbrt((0.2119034982f * red) + (0.6806995451f * green) + (0.1073969566f * blue));
        float s = MathF.Cbrt((0.0883024619f * red) + (0.2817188376f * green) + (0.6299787005f * blue));
        return new(
            (0.2104542553f * l) + (0.7936177850f * m) - (0.0040720468f * s),
            (1.9779984951f * l) - (2.4285922050f * m) + (0.4505937099f * s),
            (0.0259040371f * l) + (0.7827717662f * m) - (0.8086757660f * s));
    }

    /// <summary>Square of the distance.</summary>
    public float DistanceTo(in PerceivedColor other)
    {
        float lightness = Lightness - other.Lightness, greenRed = GreenRed - other.GreenRed, blueYellow = BlueYellow - other.BlueYellow;
        return (lightness * lightness) + (greenRed * greenRed) + (blueYellow * blueYellow);
    }

    private static float Linear(int octet)
    {
        float share = octet / 255f;
        return share <= 0.04045f ? share / 12.92f : MathF.Pow((share + 0.055f) / 1.055f, 2.4f);
    }
}
